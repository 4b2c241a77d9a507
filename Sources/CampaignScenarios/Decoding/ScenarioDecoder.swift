// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Decodes the nodes of a scenario file into a scenario, reporting everything that is wrong.
final class ScenarioDecoder {
    let diagnostics: Diagnostics
    let table: QuantityTable
    let root: SourceNode

    var lines: [LineDraft] = []
    var splitLocations: [String: SourceLocation] = [:]
    var claimLocations: [String: SourceLocation] = [:]
    var allowanceLocations: [LintRule: SourceLocation] = [:]
    var correlationPlaces: [(paths: [QuantityPath], location: SourceLocation)] = []
    /// For what the planner states, the figures of libraries that stand nearer to a line and give way to it, with these lines.
    var replaced: [QuantityPath: [QuantityPath: [String]]] = [:]
    /// What the planner states and nothing reads.
    var idle: [QuantityPath] = []
    /// The built-in library below all that the file states.
    private(set) var base = BuiltInLibrary.standard.rawValue
    /// The parts of the model that the file states something of.
    private(set) var parts: Set<ModelPart> = []

    /// A line as the file states it.
    struct LineDraft {
        var name: String
        var tier: Tier
        var platform: Platform
        var deal: Deal
        var location: SourceLocation
        var dealLocation: SourceLocation
    }

    static let topLevelKeys = [
        "version", "name", "currency", "budget", "note", "defaults", "product", "costs", "assumptions", "tiers",
        "platforms", "deals",
        "lines", "audience", "attribution", "time", "risks", "correlate", "splits", "goals",
        "stress", "claims", "allow", "learned",
    ]

    /// What writers of scenarios call things elsewhere.
    static let synonyms = [
        "commission": "revenue_share", "engagement_rate": "engagements_per_follower",
        "click_rate": "clicks_per_engagement",
        "conversion_rate": "orders_per_click", "cvr": "orders_per_click", "ctr": "clicks_per_engagement",
        "aov": "order_value",
        "margin": "gross_margin", "price": "order_value", "reach": "views_per_follower", "cpa": "per_acquisition",
        "cpl": "per_lead", "cpv": "per_view", "returns": "refund_rate",
    ]

    init(root: SourceNode, diagnostics: Diagnostics, readData: @escaping (String) throws -> [UInt8]) {
        self.root = root
        self.diagnostics = diagnostics
        table = QuantityTable(diagnostics: diagnostics, readData: readData)
    }

    /// The scenario, nil where something is wrong.
    func decode(_ stack: LibraryStack) -> Scenario? {
        guard root.entries != nil else {
            diagnostics.error(
                root.isNull ? SourceParser.emptyMessage : "a scenario is a mapping of keys, not \(root.kind)",
                at: root.location)
            return nil
        }
        checkKeys(root, Self.topLevelKeys, of: "a scenario")
        checkVersion()
        let name = text("name") ?? "campaign"
        _ = text("note")
        table.currency = currency()
        base = stack.libraries.last?.name ?? base
        for library in stack.libraries.reversed() { addSections(library.root, library: library) }
        addSections(root)
        let budget = budget()
        decodeLines()
        let splits = decodeSplits(budget: budget)
        addImplicitLines(splits)
        let time = decodeTime()
        let drafts = decodeRisks()
        let shockDrafts = decodeShocks()
        findParts(drafts)
        table.inherited = { [weak self] line, key in self?.inherited(line, key) }
        let shared = decodeShared()
        let resolved = lines.map(resolve)
        checkWritten()
        let correlations = decodeCorrelations()
        let goals = decodeGoals(lines: resolved)
        let risks = drafts.compactMap { finish($0, lines: resolved) }
        let claims = decodeClaims(lines: resolved, splits: splits)
        let allowances = decodeAllowances()
        // What is reachable is read, and its problems found, whatever the budget.
        var scenario = Scenario(
            name: name, currency: table.currency, budget: budget ?? 0, quantities: [:], shared: shared, lines: resolved,
            correlations: correlations, splits: splits, goals: goals, risks: risks, time: time, claims: claims,
            allowances: allowances)
        scenario.quantities = reachable(from: Self.paths(of: scenario))
        guard budget != nil else { return nil }
        scenario.shocks = finish(shockDrafts, of: scenario)
        scenario.learned = decodeLearned(of: scenario)
        scenario.libraries = stack.libraries.map(\.name)
        if !diagnostics.hasErrors {
            reportReplaced()
            reportIdle(scenario)
            reportIdleEffects(scenario, drafts, shockDrafts)
        }
        return diagnostics.hasErrors ? nil : scenario
    }

    /// What stands for a key of a line where the line itself states nothing.
    private func inherited(_ line: String, _ key: String) -> QuantityPath? {
        guard let draft = lines.first(where: { $0.name == line }), let key = QuantityKey(rawValue: key) else {
            return nil
        }
        return standing(key, draft)?.path
    }

    /// What the planner wrote is checked whether it is used or not, in the file as in a library of his own.
    private func checkWritten() {
        for path in table.entries.values.filter({ $0.isInFile || $0.layer == 1 }).map(\.path).sorted() {
            table.quantity(path)
        }
    }

    /// The quantities that a scenario names.
    private static func paths(of scenario: Scenario) -> [QuantityPath] {
        scenario.shared.values + scenario.lines.flatMap { paths(of: $0) }
            + scenario.correlations.flatMap { [$0.first, $0.second] } + scenario.risks.flatMap(paths)
            + scenario.claims.flatMap { $0.left.quantities + $0.right.quantities }
    }

    static func paths(of line: BudgetLine) -> [QuantityPath] {
        Array(line.assumptions.values) + line.deal.paths
    }

    // MARK: - Parts

    /// A part is in force where the file states one of its keys, or its section.
    private func findParts(_ risks: [RiskDraft]) {
        for entry in table.stated {
            if let part = entry.key?.part { parts.insert(part) }
        }
        for part in [ModelPart.audience, .attribution] where root[part.rawValue] != nil { parts.insert(part) }
        // Commission is due on tracked orders, so it matters which of them the campaign caused.
        if lines.contains(where: { $0.deal.paysForSales }) { parts.insert(.attribution) }
        if risks.contains(where: { $0.risk.week != nil }) { parts.insert(.calendar) }
        if root["time"] == nil {
            let idle = table.stated.filter { $0.key?.part == .time }
            for entry in idle.sorted(by: { $0.location < $1.location }) {
                diagnostics.warning(
                    "'\(entry.path)' has no effect without the weeks to report; add 'time: {weeks: 26}'",
                    at: entry.location)
            }
            parts.remove(.time)
        } else {
            parts.formUnion([.time, .calendar])
        }
    }

    /// Whether a key means something in this scenario.
    func isInForce(_ key: QuantityKey) -> Bool { key.part.map(parts.contains) ?? true }

    // MARK: - Top level

    func checkKeys(_ node: SourceNode, _ known: [String], of what: String) {
        for entry in node.entries ?? [] where !known.contains(entry.key) {
            unknownKey(entry, known, of: what)
        }
    }

    func unknownKey(_ entry: SourceNode.Entry, _ known: [String], of what: String) {
        let synonym = Self.synonyms[entry.key]
        let nearest = NearestName.hint(entry.key, in: known)
        let hint =
            if let synonym, known.contains(synonym) {
                "; did you mean '\(synonym)'?"
            } else if let home = KeyHome(quantity: entry.key) {
                "; it belongs to \(home.text)"
            } else if !nearest.isEmpty {
                nearest
            } else if let synonym, let home = KeyHome(quantity: synonym) {
                "; did you mean '\(synonym)'? It belongs to \(home.text)"
            } else if let home = KeyHome(other: entry.key) {
                "; it belongs to \(home.text)"
            } else {
                "; known are \(known.joined(separator: ", "))"
            }
        diagnostics.error("'\(entry.key)' is not a key of \(what)\(hint)", at: entry.keyLocation)
    }

    private func checkVersion() {
        guard let node = root["version"] else {
            diagnostics.error("'version' is missing; write 'version: 1'", at: root.location)
            return
        }
        if node.scalar != "1" {
            diagnostics.error(
                "'version' is \((node.scalar ?? node.kind).quotedForMessage); this reader knows version 1",
                at: node.location)
        }
    }

    func text(_ key: String) -> String? {
        guard let node = root[key], !node.isNull else { return nil }
        guard let text = node.scalar?.trimmed(), text.count <= 4000 else {
            diagnostics.error("'\(key)' is a text, not \(node.kind)", at: node.location)
            return nil
        }
        return text
    }

    private func currency() -> String {
        guard let node = root["currency"] else { return "USD" }
        guard let code = node.scalar, code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
            diagnostics.error(
                "'currency' is \((node.scalar ?? node.kind).quotedForMessage); write a code of three capital letters such as EUR",
                at: node.location)
            return "USD"
        }
        return code
    }

    private func budget() -> Double? {
        guard let node = root["budget"] else {
            diagnostics.error(
                "'budget' is missing; write the money to spend, such as 'budget: 250k'", at: root.location)
            return nil
        }
        guard let value = amount(node, "budget") else { return nil }
        guard value > 0, value <= 1e12 else {
            diagnostics.error(
                "'budget' is \(ValueLowering.text(value)); it must be above 0 and at most 1e12", at: node.location)
            return nil
        }
        return value
    }

    /// A fixed amount of money.
    func amount(_ node: SourceNode, _ name: String) -> Double? {
        guard let number = number(node, name, "an amount such as 250k") else { return nil }
        if let text = node.scalar, let written = QuantityDecoder.thousands(in: text) {
            let plain = written.filter { $0 != "." }
            diagnostics.error(
                "'\(name)' is \(written), which may be \(plain) or \(ValueLowering.text(number.value)); write \(plain), or two "
                    + "decimals at most", at: node.location)
            return nil
        }
        guard number.suffix == nil, number.unit == nil || number.unit == table.currency else {
            diagnostics.error(
                "'\(name)' is \((node.scalar ?? "").quotedForMessage); it takes an amount of money in \(table.currency), such as "
                    + "250k; another currency is stated by 'currency:'", at: node.location)
            return nil
        }
        return number.value
    }

    /// A single written number.
    func number(_ node: SourceNode, _ name: String, _ accepted: String) -> WrittenNumber? {
        guard let text = node.scalar, !node.isNull else {
            diagnostics.error("'\(name)' is \(node.kind); write \(accepted)", at: node.location)
            return nil
        }
        do throws(ValueError) {
            if case .number(let number, _) = try ValueParser.parse(text) { return number }
            diagnostics.error("'\(name)' is \(text.quotedForMessage); write \(accepted)", at: node.location)
        } catch {
            diagnostics.error("'\(name)': \(error.message)", at: node.location(at: error.offset))
        }
        return nil
    }

    // MARK: - Reachable quantities

    func reachable(from paths: [QuantityPath]) -> [QuantityPath: Quantity] {
        var found: [QuantityPath: Quantity] = [:]
        var finished: Set<QuantityPath> = []
        func visit(_ path: QuantityPath, _ trail: [QuantityPath]) {
            if let start = trail.firstIndex(of: path) {
                let cycle = trail[start...] + [path]
                let names = cycle.map(\.inWords).joined(separator: " → ")
                let place = cycle.compactMap { table.entries[$0] }.filter(\.isInFile).map(\.location).min()
                diagnostics.error("references go round in a circle: \(names)", at: place ?? root.location)
                return
            }
            guard !finished.contains(path), let quantity = table.quantity(path) else { return }
            guard trail.count < 200 else {
                diagnostics.error(
                    "references go more than 200 deep", at: table.entries[path]?.location ?? root.location)
                return
            }
            for reference in quantity.references {
                visit(reference, trail + [path])
                checkReference(reference, from: path)
            }
            finished.insert(path)
            found[path] = quantity
        }
        for path in Set(paths).sorted() { visit(path, []) }
        // Quantities that nothing uses are checked, but are not part of the scenario.
        let used = found
        for path in table.quantities.keys.sorted() where table.entries[path]?.isInFile == true {
            visit(path, [])
        }
        return used
    }

    private func checkReference(_ reference: QuantityPath, from path: QuantityPath) {
        guard case .varying = table.quantity(reference)?.law else { return }
        // A library cannot know what a planner writes; it then takes the median of what varies.
        guard table.entries[path]?.isInFile == true else { return }
        diagnostics.error(
            "\(path.inWords) refers to \(reference.inWords), which varies and so has no single value; give it a 'typical'",
            at: table.entries[path]?.location ?? root.location)
    }
}
