// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The shocks that a scenario can be tested against, as text for a terminal.
public struct ShockList: Sendable {
    private let scenario: Scenario

    /// The list of a scenario's own shocks and the ready ones that mean something in it.
    public init(_ scenario: Scenario) { self.scenario = scenario }

    /// The list; lines of at most `width` columns, unless a name is longer.
    public func text(width: Int) -> String {
        let shocks = scenario.shocks.map { ($0, "of the file") } + Shock.ready(for: scenario).map { ($0, "ready") }
        let name = shocks.map { Displayed.width($0.0.name) }.max() ?? 0
        return shocks.map { shock, origin in
            let meaning =
                shock.meaning.isEmpty
                ? (shock.together.isEmpty ? "" : "together: " + shock.together.joined(separator: ", ")) : shock.meaning
            let line = [Displayed.left(shock.name, name), origin, Displayed.clean(meaning)].filter { !$0.isEmpty }
            return Displayed.cut(line.joined(separator: "  "), Swift.max(width, name))
        }.joined(separator: "\n") + "\n"
    }
}
