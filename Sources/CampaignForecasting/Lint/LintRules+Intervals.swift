// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Shapes of distributions

extension LintRules {
    static let intervals: [Rule] = [meanAboveP95, meanInTheTail, fewSuccesses, fewRows, lowTrustNarrow]

    /// Where the mean of a law stands among its own values, 0…1; nil for laws that are stretched to the mean 1.
    private static func place(ofMean law: Distribution) -> Double? {
        guard let mean = law.mean ?? ScoreLaw(law)?.mean, !mean.isNaN else { return nil }
        return mean.isFinite ? law.probability(upTo: mean) : 1
    }

    private static func heavy(
        _ context: LintContext, _ bounds: ClosedRange<Double>
    ) -> [LintContext.Item] {
        let stretched = Set(
            scenarioPaths(context.scenario) { $0.hasMeanOne })
        return context.items(context.stated.filter { !stretched.contains($0) }) { path in
            let places = context.distributions(path).compactMap(place)
            guard let highest = places.max(), bounds.contains(highest), highest > bounds.lowerBound else { return nil }
            return "\(LintWords.name(path)) (\(LintWords.percent(highest)) of the values lie below its mean)"
        }
    }

    /// The quantities that stand for keys of lines for which `isWanted` holds.
    private static func scenarioPaths(_ scenario: Scenario, _ isWanted: (QuantityKey) -> Bool) -> [QuantityPath] {
        scenario.lines.flatMap { line in line.assumptions.filter { isWanted($0.key) }.map(\.value) }
    }

    private static let meanAboveP95: Rule = { context in
        context.findings(.meanAboveP95, heavy(context, 0.95...1)) { list, count in
            "the mean lies above the 95th percentile of \(list)"
        }
    }

    private static let meanInTheTail: Rule = { context in
        context.findings(.meanInTheTail, heavy(context, LintBounds.tail...0.95)) { list, count in
            "the mean lies far out in the tail of \(list)"
        }
    }

    private static let fewSuccesses: Rule = { context in
        let items = context.items(context.stated) { path in
            let few = context.distributions(path).compactMap { law -> String? in
                // Jeffreys' prior adds a half to the successes and to the failures of evidence.
                guard case .beta(let law) = law else { return nil }
                let (hits, misses) = (law.alpha - 0.5, law.beta - 0.5)
                guard hits >= 0, misses >= 0, hits == hits.rounded(), misses == misses.rounded(),
                    hits < Double(LintBounds.successes)
                else { return nil }
                return "\(LintWords.number(hits)) of \(LintWords.number(hits + misses))"
            }
            return few.isEmpty ? nil : "\(LintWords.name(path)) on \(few.joined(separator: ", "))"
        }
        return context.findings(.fewSuccesses, items) { list, count in
            "\(LintWords.plural(count, "a rate rests", "rates rest")) on fewer than \(LintBounds.successes) successes: \(list)"
        }
    }

    private static let fewRows: Rule = { context in
        let items = context.items(context.stated) { path in
            for case .sample(let sample) in context.distributions(path)
            where sample.count < LintBounds.rows && !context.isWholePool(path, sample.count) {
                return "\(LintWords.name(path)) on \(LintWords.plural(sample.count, "1 row", "\(sample.count) rows"))"
            }
            return nil
        }
        return context.findings(.fewRows, items) { list, count in
            "\(LintWords.plural(count, "a column has", "columns have")) fewer than \(LintBounds.rows) rows: \(list)"
        }
    }

    private static let lowTrustNarrow: Rule = { context in
        let items = context.items(context.stated) { path in
            guard let quantity = context.quantity(path), [.c, .d].contains(quantity.provenance.trust),
                let median = context.median(path), median > 0, !context.refers(path)
            else { return nil }
            // An interval of what varies says nothing of how well the middle is known.
            if case .varying = quantity.law { return nil }
            let range = context.uncertainty(path) ?? median...median
            guard range.lowerBound > 0, range.upperBound / range.lowerBound < LintBounds.lowTrustFactor else {
                return nil
            }
            let trust = quantity.provenance.trust?.rawValue ?? ""
            func text(_ value: Double) -> String { LintWords.value(value, isShare: context.isShare(path)) }
            let ends =
                context.uncertainty(path).map { "\(text($0.lowerBound)) to \(text($0.upperBound))" }
                ?? "exactly \(text(median))"
            return "\(LintWords.name(path)) (\(ends), trust \(trust))"
        }
        return context.findings(.lowTrustNarrow, items) { list, count in
            "\(LintWords.plural(count, "a figure", "\(count) figures")) of low trust "
                + "\(LintWords.plural(count, "is", "are")) known to within a factor of "
                + "\(LintWords.number(LintBounds.lowTrustFactor)): \(list)"
        }
    }
}

extension LintContext {
    /// Whether all creators of every line that uses a quantity are among so many rows.
    fileprivate func isWholePool(_ path: QuantityPath, _ rows: Int) -> Bool {
        let users = scenario.lines.filter { line in
            line.assumptions.values.contains(path) || line.deal.paths.contains(path)
        }
        return !users.isEmpty && users.allSatisfy { (median(.pool, $0) ?? .infinity) <= Double(rows) }
    }

    /// Whether a quantity is stated in terms of another one.
    func refers(_ path: QuantityPath) -> Bool {
        switch quantity(path)?.law {
        case .shared(let expression), .scattered(let expression, _): !expression.references.isEmpty
        case .varying, nil: false
        }
    }
}
