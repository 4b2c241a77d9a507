// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// Figures that the documentation quotes from `results/`.
@Suite struct MethodDocumentationTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: ["many", "some", "few"]) func theTableOfManyCreatorsIsThatOfTheResults(split: String) throws {
        let text = try String(contentsOf: root.appending(path: "docs/method.md"), encoding: .utf8)
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("| \(split) |") })
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        let quoted = cells.dropFirst().compactMap { Double($0.replacing(" %", with: "")) }
        let data = try Data(contentsOf: root.appending(path: "results/many-creators/summary.json"))
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        func value(_ path: String) throws -> Double {
            var here: Any = document
            for key in ["splits", split, "total", "metrics"] + path.split(separator: ".").map(String.init) {
                here = try #require((here as? [String: Any])?[key], "\(path) lacks \(key)")
            }
            return try #require(here as? Double)
        }
        let (sd, share) = (
            try value("conversions.sd"), try value("conversions.layers.uncertainty.value")
        )
        let expected = [
            try value("creators.quantiles.p50.value"), try value("conversions.mean.value"), sd, 100 * share,
            sd * share.squareRoot(),
        ]
        #expect(quoted.count == expected.count)
        for (figure, exact) in zip(quoted, expected) {
            // As many decimals as are quoted.
            #expect(abs(figure - exact) <= (figure < 35 && figure != figure.rounded() ? 0.05 : 0.5) + 1e-9)
        }
    }
}
