// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import CampaignScenarios

/// Says what a key of a scenario file means.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a key of a scenario file or a metric means: its unit, default and source.")

    @Argument(
        help: ArgumentHelp(
            "A key such as fee, order_value or tiers.nano.fee, or a metric such as cpa.", valueName: "key"))
    var key: String

    func run() throws {
        let text: String
        do {
            text = try KeyCatalogue.explain(key)
        } catch {
            throw ValidationError("\(error)")
        }
        try Terminal.print(TerminalText.wrapped(text, width: Terminal.width))
    }
}
