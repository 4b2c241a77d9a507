// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - What nobody knows, and what hangs together

extension LintRules {
    static let uncertainty: [Rule] = [
        noUncertainty, knownRate, everythingIndependent, defaultDrives, contradictingSources,
    ]

    private static let noUncertainty: Rule = { context in
        guard context.stated.allSatisfy({ context.uncertainty($0) == nil }) else { return [] }
        let item = LintContext.Item([], "", at: .scenario)
        return context.findings(.noUncertainty, [item]) { _, _ in
            "none of the \(context.stated.count) quantities that the file states is uncertain"
        }
    }

    private static let knownRate: Rule = { context in
        let paths = context.lines.flatMap { line in context.decisiveRates(line).compactMap { line.assumptions[$0] } }
        let items = context.items(paths) { path in
            guard !context.isDefault(path), context.uncertainty(path) == nil, let median = context.median(path),
                !context.refers(path),
                // One of low trust is reported as such.
                ![.c, .d].contains(context.quantity(path)?.provenance.trust)
            else { return nil }
            if case .varying = context.quantity(path)?.law { return nil }
            return "\(LintWords.name(path)) \(LintWords.percent(median))"
        }
        return context.findings(.knownRate, items) { list, count in
            "\(LintWords.plural(count, "a rate is", "\(count) rates are")) stated as if known: \(list)"
        }
    }

    private static let everythingIndependent: Rule = { context in
        let relations = LintRelations(context.scenario)
        let items = LintContext.rates.compactMap { key -> LintContext.Item? in
            var paths: [QuantityPath] = []
            var tiers: Set<Tier> = []
            for line in context.lines where context.decisiveRates(line).contains(key) {
                guard let path = line.assumptions[key], context.uncertainty(path) != nil, !paths.contains(path) else {
                    continue
                }
                paths.append(path)
                tiers.insert(line.tier)
            }
            guard tiers.count > 1, relations.areUnrelated(paths) else { return nil }
            let names = tiers.sorted().map(\.rawValue)
            return LintContext.Item(
                paths, "\(key.rawValue) of \(LintWords.list(names))", at: .quantity(paths[0]))
        }
        return context.findings(.everythingIndependent, items) { list, _ in
            "uncertain without any correlation or common reference between tiers: \(list)"
        }
    }

    private static let defaultDrives: Rule = { context in
        var paths: [QuantityPath] = []
        for line in context.lines {
            let keys = (context.paysFee(line) ? [QuantityKey.fee] : []) + context.decisiveRates(line)
            for path in keys.compactMap({ line.assumptions[$0] }) where !paths.contains(path) { paths.append(path) }
        }
        let items = context.items(paths) { context.isDefault($0) ? LintWords.name($0) : nil }
        return context.findings(.defaultDrives, items) { list, count in
            "\(count) of \(paths.count) figures that decide fees, clicks and orders "
                + "\(LintWords.plural(count, "is", "are")) built in: \(list)"
        }
    }
}

// MARK: - Sources that contradict each other

extension LintRules {
    fileprivate static let contradictingSources: Rule = { context in
        context.contradictions.map { contradiction in
            context.finding(contradiction, "")
        }
    }
}

extension LintContext {
    /// A quantity of which several sources say different things.
    struct ContradictionAtHand {
        var path: QuantityPath
        var chooser: QuantityPath
        var options: [QuantityPath]
    }

    /// The quantities of which several sources say different things, in the order of their paths.
    var contradictions: [ContradictionAtHand] {
        paths.compactMap { path in
            guard case .either(let chooser, let options)? = quantity(path)?.law.expression else { return nil }
            return ContradictionAtHand(path: path, chooser: chooser, options: options)
        }
    }

    /// What a source of a contradiction says, in words.
    func side(_ option: QuantityPath) -> String {
        let source = quantity(option)?.provenance.source ?? "a source"
        let value = median(option).map { LintWords.value($0, isShare: isShare(option)) } ?? "something"
        return "'\(source)' says about \(value)"
    }

    /// The finding on a contradiction, and what follows for the decision.
    func finding(_ contradiction: ContradictionAtHand, _ effect: String) -> LintFinding {
        LintFinding(
            rule: .contradictingSources, place: .quantity(contradiction.path), quantities: [contradiction.path],
            message: "of \(LintWords.name(contradiction.path)) "
                + "\(contradiction.options.map(side).joined(separator: ", "))\(effect)")
    }
}

/// Which uncertain quantities hang together: through a common reference or a correlation.
private struct LintRelations {
    private let scenario: Scenario
    /// The quantities joined by correlations, each with the smallest of its set.
    private var roots: [QuantityPath: QuantityPath] = [:]

    init(_ scenario: Scenario) {
        self.scenario = scenario
        for pair in scenario.correlations {
            let (first, second) = (root(pair.first), root(pair.second))
            let (kept, other) = (min(first, second), max(first, second))
            for path in [first, second, pair.first, pair.second] where roots[path] == nil { roots[path] = path }
            for (path, root) in roots where root == other { roots[path] = kept }
        }
    }

    /// Whether no two of `paths` share anything; false for fewer than two.
    func areUnrelated(_ paths: [QuantityPath]) -> Bool {
        guard paths.count > 1 else { return false }
        var seen: Set<QuantityPath> = []
        for path in paths {
            let own = leaves(path, [])
            guard seen.isDisjoint(with: own) else { return false }
            seen.formUnion(own)
        }
        return true
    }

    private func root(_ path: QuantityPath) -> QuantityPath { roots[path] ?? path }

    /// The uncertain quantities that a value is made of.
    private func leaves(_ path: QuantityPath, _ trail: Set<QuantityPath>) -> Set<QuantityPath> {
        guard !trail.contains(path), let law = scenario.quantities[path]?.law else { return [] }
        switch law {
        case .varying: return []
        case .shared(let expression), .scattered(let expression, _):
            let own: Set<QuantityPath> = expression.distributions.isEmpty ? [] : [root(path)]
            return expression.references.reduce(into: own) { $0.formUnion(leaves($1, trail.union([path]))) }
        }
    }
}
