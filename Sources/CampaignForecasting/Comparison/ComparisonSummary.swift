// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Turns the contenders' values into a comparison.
struct ComparisonSummary: Sendable {
    let subjects: [Subject]
    let labels: [String]
    let profiles: [SplitProfile]
    let metrics: [Metric]
    /// By contender, the names of its scenario's lines in their order.
    let lines: [[String]]
    let values: ContenderValues
    /// Whether anything is uncertain in any contender's campaign.
    var isUncertain = true
    let options: ForecastOptions

    var comparison: Comparison {
        var pairs: [ComparedPair] = []
        for first in labels.indices {
            for second in labels.indices where second > first { pairs.append(pair(first, second)) }
        }
        var standings: [Metric: [Standing]] = [:]
        var best: [Metric: [Int]] = [:]
        for metric in metrics {
            standings[metric] = standing(metric)
            best[metric] = inseparable(metric)
        }
        return Comparison(
            subjects: subjects, provenance: ForecastProvenance(options, trials: values.trials),
            contenders: labels, profiles: profiles, metrics: metrics, pairs: pairs, standings: standings, best: best)
    }

    private func column(_ contender: Int, _ metric: Metric) -> [Double] { values.columns[contender][metric] ?? [] }
}

// MARK: - Pairs

extension ComparisonSummary {
    private func pair(_ first: Int, _ second: Int) -> ComparedPair {
        var differences: [Metric: PairedDifference] = [:]
        var dominance: [Metric: DominanceVerdict] = [:]
        for metric in metrics {
            differences[metric] = difference(metric, first, second)
            dominance[metric] = Dominance.verdict(
                column(first, metric), column(second, metric), isBetterLower: metric.isBetterLower)
        }
        return ComparedPair(
            first: first, second: second, differences: differences, dominance: dominance,
            byLine: byLine(first, second))
    }

    private func difference(_ metric: Metric, _ first: Int, _ second: Int) -> PairedDifference {
        let (left, right) = (column(first, metric), column(second, metric))
        var (wins, ties, defined) = (0, 0, 0)
        var store = SampleStore(trials: 1)
        for (a, b) in zip(left, right) where !a.isNaN && !b.isNaN {
            defined += 1
            if a == b { ties += 1 } else if (a < b) == metric.isBetterLower { wins += 1 }
        }
        store.add(zip(left, right).map { $0 - $1 }.filter(\.isFinite))
        let layers = zip(values.layers[first][metric] ?? [], values.layers[second][metric] ?? []).map { own, other in
            zip(own, other).map { $0 - $1 }
        }
        return PairedDifference(
            mean: meanDifference(metric, first, second), quantiles: store.summary(worstIsHigh: false).quantiles,
            firstBetter: Proportion(count: wins, trials: defined), equal: Proportion(count: ties, trials: defined),
            undefined: [left.count(where: \.isNaN), right.count(where: \.isNaN)],
            layers: layers.first?.isEmpty == false
                ? LayerStudy.layers(
                    base: layers[0], companions: Array(layers.dropFirst()), byRank: metric.isCostPerResult,
                    isUncertain: isUncertain)
                : nil)
    }

    /// The difference of means, or of ratios of means with the delta method's error for paired trials.
    private func meanDifference(_ metric: Metric, _ first: Int, _ second: Int) -> Estimate? {
        guard case .ratio(let top, let bottom) = metric.definition else {
            return Moments(zip(column(first, metric), column(second, metric)).map { $0 - $1 }).estimate
        }
        func influence(_ contender: Int) -> MeanInfluence? {
            guard let tops = values.columns[contender][top], let bottoms = values.columns[contender][bottom] else {
                return nil
            }
            return MeanInfluence(tops, over: bottoms)
        }
        return MeanInfluence.sum([(1, influence(first)), (-1, influence(second))])
    }

    private func byLine(_ first: Int, _ second: Int) -> [(line: String, difference: Estimate)] {
        let names = lines[first] + lines[second].filter { !lines[first].contains($0) }
        return names.compactMap { name in
            let (one, other) = (values.profitByLine[first][name], values.profitByLine[second][name])
            guard one != nil || other != nil else { return nil }
            let nothing = Array(repeating: 0.0, count: values.trials)
            let difference = zip(one ?? nothing, other ?? nothing).map { $0 - $1 }
            return Moments(difference).estimate.map { (name, $0) }
        }
    }
}

// MARK: - All contenders

extension ComparisonSummary {
    private func standing(_ metric: Metric) -> [Standing] {
        let columns = labels.indices.map { column($0, metric) }
        let sign = metric.isBetterLower ? -1.0 : 1.0
        var best = Array(repeating: 0, count: columns.count)
        var regrets = Array(repeating: [Double](), count: columns.count)
        var hasInfinite = false
        for trial in 0..<values.trials {
            let scores = columns.map { sign * $0[trial] }
            guard let top = scores.filter({ !$0.isNaN }).max() else { continue }
            for (contender, score) in scores.enumerated() where score == top { best[contender] += 1 }
            guard !scores.contains(where: \.isNaN) else { continue }
            if scores.contains(where: \.isInfinite) { hasInfinite = true }
            for (contender, score) in scores.enumerated() { regrets[contender].append(top - score) }
        }
        return columns.indices.map { contender in
            Standing(
                mean: mean(metric, contender), best: Proportion(count: best[contender], trials: values.trials),
                regret: hasInfinite ? nil : Moments(regrets[contender]).estimate)
        }
    }

    /// The mean, or the ratio of the means.
    private func mean(_ metric: Metric, _ contender: Int) -> Estimate? {
        guard case .ratio(let top, let bottom) = metric.definition else {
            return Moments(column(contender, metric)).estimate
        }
        return PairedMoments(column(contender, top), column(contender, bottom)).ratioOfMeans
    }

    /// Those that are not worse than the best by more than chance: one-sided tests against the best at 5 % in all.
    ///
    /// Source: Hsu 1984, "Constrained simultaneous confidence intervals for multiple comparisons with the best", Annals of
    /// Statistics 12(3), with Bonferroni's bound in place of the joint law.
    private func inseparable(_ metric: Metric) -> [Int] {
        let sign = metric.isBetterLower ? -1.0 : 1.0
        let means = labels.indices.map { mean(metric, $0).map { sign * $0.value } }
        guard let best = labels.indices.filter({ means[$0] != nil }).max(by: { (means[$0] ?? 0) < (means[$1] ?? 0) })
        else { return [] }
        let z = -NormalLaw.quantile(0.05 / Double(max(1, labels.count - 1)))
        return labels.indices.filter { contender in
            if contender == best { return true }
            guard means[contender] != nil, let difference = meanDifference(metric, best, contender) else {
                return false
            }
            return sign * difference.value <= z * difference.standardError
        }
    }
}
