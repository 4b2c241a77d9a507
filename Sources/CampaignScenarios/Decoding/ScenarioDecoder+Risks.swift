// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Risks

extension ScenarioDecoder {
    /// An event as the file states it.
    struct RiskDraft {
        var risk: Risk
        /// Where each effect is stated.
        var effectLocations: [SourceLocation]
    }

    static let riskKeys = ["probability", "on", "from_week", "lasting", "effects", "note"]

    /// The events, in the order of their names, their quantities added to the table.
    func decodeRisks() -> [RiskDraft] {
        let body = mapping(root["risks"], "'risks'")
        return (body?.entries ?? []).compactMap { entry in
            guard checkName(entry, "an event"), let node = mapping(entry.value, "event '\(entry.key)'") else {
                return nil
            }
            checkKeys(node, Self.riskKeys, of: "an event")
            return risk(entry, node)
        }.sorted { $0.risk.name.utf8.lexicographicallyPrecedes($1.risk.name.utf8) }
    }

    private func risk(_ entry: SourceNode.Entry, _ node: SourceNode) -> RiskDraft? {
        let path = "risks.\(entry.key)"
        func quantity(_ key: QuantityKey) -> QuantityPath? {
            guard let stated = node.entries?.first(where: { $0.key == key.rawValue }) else { return nil }
            let name = "\(path).\(key.rawValue)"
            table.add(name, key: key, node: stated.value, location: stated.keyLocation)
            return QuantityPath(name)
        }
        let scope = scope(node["on"])
        let week = quantity(.fromWeek)
        let lasting = quantity(.lasting)
        guard let probability = quantity(.probability) else {
            diagnostics.error(
                "event '\(entry.key)' has no 'probability'; write the share of campaigns that it strikes, such as 5%",
                at: entry.keyLocation)
            return nil
        }
        if week == nil, lasting != nil {
            diagnostics.error(
                "event '\(entry.key)' has 'lasting' but no 'from_week' to last from", at: entry.keyLocation)
        }
        guard let body = mapping(node["effects"], "'effects'"), let stated = body.entries, !stated.isEmpty else {
            diagnostics.error(
                "event '\(entry.key)' has no 'effects'; write at least one, such as 'effects: {fee: {multiply: 1.3}}'",
                at: entry.keyLocation)
            return nil
        }
        let effects = stated.compactMap { effect($0, of: path, fromWeek: week != nil) }
        guard let scope, effects.count == stated.count else { return nil }
        return RiskDraft(
            risk: Risk(
                name: entry.key, probability: probability, scope: scope, week: week, weeks: lasting, effects: effects),
            effectLocations: stated.map(\.keyLocation))
    }

    func scope(_ node: SourceNode?) -> Risk.Scope? {
        guard let node else { return .all }
        let name = node.scalar ?? node.kind
        if name == "all" { return .all }
        if lines.contains(where: { $0.name == name }) { return .line(name) }
        if let tier = Tier(rawValue: name) { return .tier(tier) }
        if let platform = Platform(rawValue: name) { return .platform(platform) }
        let known =
            ["all"] + Tier.allCases.map(\.rawValue) + Platform.allCases.map(\.rawValue) + lines.map(\.name).sorted()
        let hint = NearestName.hint(name, in: known)
        diagnostics.error(
            "'on' is \(name.quotedForMessage), which is no tier, platform or line"
                + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint), at: node.location)
        return nil
    }

    func effect(_ entry: SourceNode.Entry, of path: String, fromWeek: Bool) -> Risk.Effect? {
        let possible = QuantityKey.allCases.filter { $0.canBeStruck && (!fromWeek || $0.isOfPosts) }
        guard let key = possible.first(where: { $0.rawValue == entry.key }) else {
            let names = possible.map(\.rawValue)
            let hint = NearestName.hint(entry.key, in: names)
            let why =
                fromWeek && QuantityKey(rawValue: entry.key)?.canBeStruck == true
                ? "'\(entry.key)' is settled before posts appear, so an event with 'from_week' cannot change it"
                : "'\(entry.key)' is not a quantity that an event can change"
            diagnostics.error(
                why + (hint.isEmpty ? "; it can change \(names.joined(separator: ", "))" : hint), at: entry.keyLocation)
            return nil
        }
        guard let changes = entry.value.entries, changes.count == 1, let change = changes.first,
            let operation = Risk.Operation(rawValue: change.key)
        else {
            diagnostics.error(
                "the effect on '\(entry.key)' is one of {multiply: 0.7}, {add: 5%} and {set: 0}",
                at: entry.value.location)
            return nil
        }
        if fromWeek, key == .viewsPerFollower, operation != .multiply {
            diagnostics.error(
                "from some week on, 'views_per_follower' takes 'multiply' only, not '\(change.key)'",
                at: change.keyLocation)
            return nil
        }
        let name = "\(path).effects.\(entry.key).\(change.key)"
        table.add(name, key: nil, node: change.value, location: change.keyLocation)
        return Risk.Effect(key: key, operation: operation, value: QuantityPath(name))
    }

    /// An event whose effects find something to change; nil where one does not, which is reported.
    func finish(_ draft: RiskDraft, lines: [BudgetLine]) -> Risk? {
        let isGood = finish(
            draft.risk, called: "event '\(draft.risk.name)'", effectLocations: draft.effectLocations, lines: lines)
        for path in Self.paths(of: draft.risk) { table.quantity(path) }
        return isGood ? draft.risk : nil
    }

    /// Whether the effects of an event or shock find something to change; what does not is reported.
    func finish(_ risk: Risk, called name: String, effectLocations: [SourceLocation], lines: [BudgetLine]) -> Bool {
        let touched = lines.filter(risk.scope.contains)
        var isGood = true
        for (effect, location) in zip(risk.effects, effectLocations) {
            let isShared = Self.sharedSections.contains(effect.key.section) && isInForce(effect.key)
            if isShared || touched.contains(where: { $0.assumptions[effect.key] != nil }) { continue }
            let reason =
                touched.isEmpty
                ? "no line of this scenario is on '\(risk.scope.name)'"
                : "the lines it touches do not use '\(effect.key.rawValue)'" + Self.alternative(to: effect.key, touched)
            diagnostics.error("\(name) changes '\(effect.key.rawValue)' of nothing: \(reason)", at: location)
            isGood = false
        }
        return isGood
    }

    private static func alternative(to key: QuantityKey, _ lines: [BudgetLine]) -> String {
        for (first, second) in alternatives where first == key || second == key {
            let other = first == key ? second : first
            if lines.contains(where: { $0.assumptions[other] != nil }) { return " but '\(other.rawValue)'" }
        }
        return ""
    }

    static func paths(of risk: Risk) -> [QuantityPath] {
        [risk.probability] + [risk.week, risk.weeks].compactMap { $0 } + risk.effects.map(\.value)
    }
}
