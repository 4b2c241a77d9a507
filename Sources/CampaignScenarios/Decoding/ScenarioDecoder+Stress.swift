// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Shocks

extension ScenarioDecoder {
    /// A shock as the file states it.
    struct ShockDraft {
        var shock: Shock
        var location: SourceLocation
        /// Where each effect is stated.
        var effectLocations: [SourceLocation]
    }

    static let shockKeys = ["on", "effects", "together", "note"]

    /// The shocks, in the order of the file, their quantities added to the table.
    func decodeShocks() -> [ShockDraft] {
        let body = mapping(root["stress"], "'stress'")
        return (body?.entries ?? []).compactMap { entry in
            guard checkName(entry, "a shock"), let node = mapping(entry.value, "shock '\(entry.key)'") else {
                return nil
            }
            checkKeys(node, Self.shockKeys, of: "a shock")
            return shock(entry, node)
        }
    }

    private func shock(_ entry: SourceNode.Entry, _ node: SourceNode) -> ShockDraft? {
        let scope = scope(node["on"])
        let together = names(node["together"], of: entry)
        let stated = mapping(node["effects"], "'effects'")?.entries ?? []
        guard !stated.isEmpty || together?.isEmpty == false else {
            if together != nil {
                diagnostics.error(
                    "shock '\(entry.key)' changes nothing; write 'effects: {fee: {multiply: 1.3}}' or 'together: [fees_up, …]'",
                    at: entry.keyLocation)
            }
            return nil
        }
        let effects = stated.compactMap { effect($0, of: "stress.\(entry.key)", fromWeek: false) }
        guard let scope, let together, effects.count == stated.count else { return nil }
        return ShockDraft(
            shock: Shock(
                name: entry.key, scope: scope, effects: effects, together: together,
                meaning: node["note"]?.scalar?.trimmed() ?? ""),
            location: entry.keyLocation, effectLocations: stated.map(\.keyLocation))
    }

    private func names(_ node: SourceNode?, of entry: SourceNode.Entry) -> [String]? {
        guard let node, !node.isNull else { return [] }
        guard let names = node.items?.map(\.scalar), !names.isEmpty, !names.contains(nil) else {
            diagnostics.error(
                "'together' is \(node.kind); write the names of shocks, such as [fees_up, engagement_down]",
                at: node.location)
            return nil
        }
        return names.compactMap { $0 }
    }

    /// The shocks whose effects find something to change, complete with their quantities.
    ///
    /// - Parameter scenario: the scenario without shocks.
    func finish(_ drafts: [ShockDraft], of scenario: Scenario) -> [Shock] {
        var shocks: [Shock] = []
        for draft in drafts {
            var shock = draft.shock
            let event = Risk(
                name: shock.name, probability: QuantityPath(""), scope: shock.scope, effects: shock.effects)
            guard
                finish(
                    event, called: "shock '\(shock.name)'", effectLocations: draft.effectLocations,
                    lines: scenario.lines) || shock.effects.isEmpty
            else { continue }
            shock.quantities = reachable(from: shock.effects.map(\.value)).filter { scenario.quantities[$0.key] == nil }
            shocks.append(shock)
        }
        var whole = scenario
        whole.shocks = shocks
        let known = drafts.map(\.shock.name) + Shock.ready(for: whole).map(\.name)
        for draft in drafts {
            for name in draft.shock.together {
                let isCombination = drafts.contains { $0.shock.name == name && !$0.shock.together.isEmpty }
                guard !known.contains(name) || isCombination else { continue }
                let hint = NearestName.hint(name, in: known)
                diagnostics.error(
                    isCombination
                        ? "shock '\(draft.shock.name)' combines '\(name)', which is a combination itself; name its parts"
                        : "shock '\(draft.shock.name)' combines \(name.quotedForMessage), which is no shock"
                            + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint),
                    at: draft.location)
            }
        }
        return shocks
    }
}
