// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation

/// The repository's root.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

struct NoSuchFile: Error {}

/// Reads a scenario's text, with `data.csv` as the only data file.
func read(_ text: String, overrides: [String] = [], file: String = "test.yaml") throws -> ReadScenario {
    let reader = ScenarioReader { path in
        guard path == "data.csv" else { throw NoSuchFile() }
        return Array("creator,orders,accepts\na,3,50%\nb,1,\nc,3,25%\nd,,100%\n".utf8)
    }
    return try reader.read(bytes: Array(text.utf8), file: file, overrides: overrides.map { try Override(parsing: $0) })
}

/// What the problems of a scenario's text say.
func problems(_ text: String) -> [String] { problems(Array(text.utf8)) }

func problems(_ bytes: [UInt8]) -> [String] {
    do {
        let read = try ScenarioReader { _ in throw NoSuchFile() }.read(bytes: bytes, file: "test.yaml")
        return read.warnings.map { $0.rendered() }
    } catch { return error.problems.map { $0.rendered() } }
}

/// A short valid scenario with more text after it.
func scenario(_ more: String = "", product: String = "", splits: String = "{s: {nano: 100%}}") -> String {
    """
    version: 1
    budget: 10k
    product:
      order_value: 80
      gross_margin: 60%
    \(product.isEmpty ? "" : "  " + product)
    splits: \(splits)
    \(more)
    defaults: article
    """
}

/// The law that a value of a quantity of nano creators means.
func law(_ key: String, _ value: String, more: String = "") throws -> Quantity.Law? {
    let text = scenario("tiers:\n  nano:\n    \(key): \(value)\n\(more)")
    return try read(text).scenario.quantities[QuantityPath("tiers.nano.\(key)")]?.law
}

/// The files of `scenarios/`.
func shippedScenarios() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
        at: repository.appending(path: "scenarios"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "yaml" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
}
