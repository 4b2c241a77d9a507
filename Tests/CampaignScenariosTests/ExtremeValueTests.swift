// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Testing

@Suite("Values beyond all measure")
struct ExtremeValueTests {
    /// Formulas whose values no figure of a file could have.
    private static let values = ["x * x", "y * y", "x * x - x * x * x"]

    /// What becomes a whole number on its way.
    private static let keys = QuantityKey.allCases.filter { key in
        [.days, .weeks, .months, .posts, .creators].contains(key.unit) && key.section != .risk
    }

    private static func place(_ key: QuantityKey) -> String {
        key.section == .line ? "tiers.nano.\(key.rawValue)" : "\(key.section.rawValue).\(key.rawValue)"
    }

    @Test("of what is counted are refused or held, and end no program", arguments: keys, values)
    func held(key: QuantityKey, value: String) throws {
        let text = """
            version: 1
            budget: 20k
            assumptions: {x: 1e10 to 2e10, y: 1e-160 to 2e-160}
            product: {order_value: 60, gross_margin: 50%}
            time: {weeks: 4}
            splits: {a: {nano: 100%}}
            """
        let override = try Override(parsing: "\(Self.place(key))=\(value)")
        guard let read = try? ScenarioReader().read(bytes: Array(text.utf8), file: "a.yaml", overrides: [override]),
            let campaign = try? PreparedCampaign(read.scenario)
        else { return }
        _ = try campaign.hireabilityWarnings()
        _ = campaign.lint(unused: read.unused)
        let options = ForecastOptions(trials: 2, seed: 1, threads: 1)
        _ = try Forecaster(campaign: campaign, options: options).run()
    }
}
