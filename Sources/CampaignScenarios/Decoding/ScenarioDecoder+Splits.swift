// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Splits

extension ScenarioDecoder {
    func decodeSplits(budget: Double?) -> [Split] {
        guard let node = root["splits"] else {
            diagnostics.error(
                "'splits' is missing; write at least one, such as 'splits: {small: {nano: 60%, micro: 40%}}'",
                at: root.location)
            return []
        }
        guard let body = mapping(node, "'splits'") else { return [] }
        if body.entries?.isEmpty == true {
            diagnostics.error(
                "'splits' is empty; write at least one, such as '{small: {nano: 60%, micro: 40%}}'", at: node.location)
        }
        let names = Set(lines.map(\.name) + (root["lines"]?.entries ?? []).map(\.key) + Tier.allCases.map(\.rawValue))
            .sorted()
        return (body.entries ?? []).compactMap { entry in
            guard checkName(entry, "a split") else { return nil }
            splitLocations[entry.key] = entry.keyLocation
            guard let shares = mapping(entry.value, "split '\(entry.key)'") else { return nil }
            return split(entry, shares, names: names, budget: budget)
        }
    }

    /// What a split gives to each line, as shares and as amounts of money; nil where an entry is no such thing.
    private func parts(
        of entry: SourceNode.Entry, _ body: SourceNode, names: [String]
    ) -> (percents: [String: Double], amounts: [String: Double])? {
        var percents: [String: Double] = [:]
        var amounts: [String: Double] = [:]
        var isGood = true
        for share in body.entries ?? [] {
            if !names.contains(share.key) {
                let hint = NearestName.hint(share.key, in: names)
                diagnostics.error(
                    "split '\(entry.key)' names '\(share.key)', which is neither a line nor a tier"
                        + (hint.isEmpty ? "; known are \(names.joined(separator: ", "))" : hint), at: share.keyLocation)
                isGood = false
            }
            guard let number = number(share.value, share.key, "a share such as 60% or an amount such as 150k") else {
                isGood = false
                continue
            }
            let isMoney = number.suffix == nil && (number.unit == nil || number.unit == table.currency)
            guard number.value >= 0, isMoney || (number.suffix == .percent && number.unit == nil) else {
                diagnostics.error(
                    "'\(share.key)' is \((share.value.scalar ?? "").quotedForMessage); write a share such as 60% or an amount such as 150k, 0 or above",
                    at: share.value.location)
                isGood = false
                continue
            }
            if number.suffix == .percent {
                percents[share.key] = number.value
            } else {
                amounts[share.key] = number.value
            }
        }
        return isGood ? (percents, amounts) : nil
    }

    private func split(_ entry: SourceNode.Entry, _ body: SourceNode, names: [String], budget: Double?) -> Split? {
        guard var (percents, amounts) = parts(of: entry, body, names: names) else { return nil }
        // A bare 0 is as much a share as an amount.
        if !percents.isEmpty, amounts.values.allSatisfy({ $0 == 0 }) {
            percents.merge(amounts) { share, _ in share }
            amounts = [:]
        }
        guard percents.isEmpty || amounts.isEmpty else {
            diagnostics.error(
                "split '\(entry.key)' mixes shares (%) and amounts; write one kind", at: entry.keyLocation)
            return nil
        }
        if !amounts.isEmpty || percents.isEmpty { return ofMoney(entry, amounts, budget: budget) }
        // Summed in order of the names, so that the order in the file cannot matter.
        let sum = percents.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        guard (sum - 1).magnitude <= 1e-9 else {
            let gap = Self.rounded((1 - sum).magnitude * 100)
            diagnostics.error(
                "the shares of split '\(entry.key)' add to \(Self.rounded(sum * 100))%, \(sum < 1 ? "\(gap)% less" : "\(gap)% more") than 100%",
                at: entry.keyLocation)
            return nil
        }
        return Split(name: entry.key, shares: percents)
    }

    private func ofMoney(_ entry: SourceNode.Entry, _ amounts: [String: Double], budget: Double?) -> Split? {
        guard let budget else { return nil }
        let sum = amounts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        guard (sum - budget).magnitude <= 1e-9 * budget else {
            let gap = Self.rounded((budget - sum).magnitude)
            diagnostics.error(
                "the amounts of split '\(entry.key)' add to \(Self.rounded(sum)), \(gap) \(sum < budget ? "less" : "more") than the "
                    + "budget of \(ValueLowering.text(budget)); for shares write %", at: entry.keyLocation)
            return nil
        }
        return Split(name: entry.key, shares: amounts.mapValues { $0 / budget })
    }

    static func rounded(_ value: Double) -> String { ValueLowering.text((value * 1e6).rounded() / 1e6) }
}

// MARK: - Correlations and goals

extension ScenarioDecoder {
    func decodeCorrelations() -> [Correlation] {
        guard let node = root["correlate"], !node.isNull else { return [] }
        guard let items = node.items else {
            diagnostics.error(
                "'correlate' is a list of entries such as '- {of: [nano.fee, micro.fee], rank: 0.6}'", at: node.location
            )
            return []
        }
        var pairs: Set<Set<QuantityPath>> = []
        return items.compactMap { item in
            guard let entry = correlation(item) else { return nil }
            guard pairs.insert([entry.first, entry.second]).inserted else {
                diagnostics.error(
                    "\(entry.first) and \(entry.second) are correlated twice; keep one", at: item.location)
                return nil
            }
            correlationPlaces.append(([entry.first, entry.second], item.location))
            return entry
        }
    }

    private func correlation(_ item: SourceNode) -> Correlation? {
        checkKeys(item, ["of", "rank"], of: "a correlation")
        guard let names = item["of"]?.items, names.count == 2, let rankNode = item["rank"] else {
            diagnostics.error(
                "a correlation names two quantities and a rank: {of: [nano.orders_per_click, micro.orders_per_click], rank: 0.6}",
                at: item.location)
            return nil
        }
        let paths = names.compactMap(uncertain)
        guard let rank = number(rankNode, "rank", "a number between -1 and 1")?.value else { return nil }
        guard (-1...1).contains(rank) else {
            diagnostics.error(
                "'rank' is \(ValueLowering.text(rank)); a correlation lies between -1 and 1", at: rankNode.location)
            return nil
        }
        guard paths.count == 2 else { return nil }
        guard paths[0] != paths[1] else {
            diagnostics.error("\(paths[0]) cannot be correlated with itself", at: item.location)
            return nil
        }
        return Correlation(first: paths[0], second: paths[1], rank: rank)
    }

    private func uncertain(_ node: SourceNode) -> QuantityPath? {
        guard let name = node.scalar else {
            diagnostics.error("the name of a quantity is expected here, not \(node.kind)", at: node.location)
            return nil
        }
        do throws(ValueError) {
            let path = try table.resolve(name, 0)
            guard let quantity = table.quantity(path) else { return nil }
            if quantity.law.expression?.distributions.isEmpty == true,
                let place = table.entries[path]?.location, place.file.hasPrefix("--set")
            {
                diagnostics.warning("\(path) is set to a known value, so its correlation is left out", at: place)
                return nil
            }
            guard quantity.law.expression?.distributions.count == 1 else {
                let reason =
                    switch quantity.law {
                    case .varying: "it varies, and nothing about it is uncertain: give it a 'typical' interval"
                    case .shared, .scattered:
                        (quantity.law.expression?.references).flatMap { $0.isEmpty ? nil : $0 }.map {
                            "it follows from \($0.map(\.text).joined(separator: ", ")); correlate these"
                        }
                            ?? "it must hold exactly one interval or distribution, and has \(quantity.law.expression?.distributions.count ?? 0)"
                    }
                diagnostics.error("\(path) cannot be correlated: \(reason)", at: node.location)
                return nil
            }
            return path
        } catch {
            diagnostics.error(error.message, at: node.location(at: error.offset))
            return nil
        }
    }

    func decodeGoals(lines: [BudgetLine]) -> [Goal] {
        guard let node = root["goals"], !node.isNull else { return [] }
        guard let items = node.items else {
            diagnostics.error("'goals' is a list such as [cpa <= 45, roi >= 20%]", at: node.location)
            return []
        }
        return items.compactMap { goal($0, lines) }
    }

    private func goal(_ node: SourceNode, _ lines: [BudgetLine]) -> Goal? {
        guard let text = node.scalar else {
            diagnostics.error(
                "a goal is \(node.kind); write a metric, <= or >=, and a number: cpa <= 45", at: node.location)
            return nil
        }
        do throws(ScenarioError) {
            let goal = try GoalForm.parse(text, currency: table.currency)
            guard goal.metric.part.map(parts.contains) ?? true else {
                let part = goal.metric.part.map(KeyCatalogue.partName) ?? ""
                diagnostics.error(
                    "'\(goal.metric.rawValue)' is known only where the file states something of \(part)",
                    at: node.location)
                return nil
            }
            guard ![.leads, .costPerLead].contains(goal.metric) || lines.contains(where: \.countsLeads) else {
                diagnostics.error(
                    "'\(goal.metric.rawValue)' is known only where a line counts leads; add 'leads_per_click'",
                    at: node.location)
                return nil
            }
            if goal.metric == .roi || goal.metric == .incrementalROI, goal.bound.magnitude > 5, !text.contains("%") {
                let percent = ValueLowering.text(goal.bound)
                diagnostics.warning(
                    "'\(text)' asks for \(ValueLowering.text(goal.bound * 100)) %; for \(percent) % write \(percent)%",
                    at: node.location)
            }
            return goal
        } catch {
            diagnostics.error(error.description, at: node.location)
            return nil
        }
    }
}
