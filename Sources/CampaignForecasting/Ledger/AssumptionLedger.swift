// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Every quantity of a scenario with what is assumed of it and where that comes from.
public struct AssumptionLedger: Sendable {
    /// What it is about.
    public var subject: Subject
    /// One entry a quantity, in the order of their paths.
    public var entries: [Entry]

    /// One quantity.
    public struct Entry: Sendable {
        /// Its full name.
        public var path: QuantityPath
        /// What is assumed, and where it comes from.
        public var quantity: Quantity
        /// What it stands for; nil where it has a name of the file's own.
        public var key: QuantityKey?
        /// Whether its values are shares, 0…1.
        public var isShare: Bool
        /// The median of its campaign-wide value.
        public var median: Double
        /// Nine of ten of its campaign-wide values; nil where it is known.
        public var uncertainty: ClosedRange<Double>?
        /// Nine of ten of its values among creators, posts or orders, at the median; nil where they are alike.
        public var variability: ClosedRange<Double>?
        /// The quantiles at 5, 50 and 95 % with their intervals, where they were counted from draws; empty where the law is known, so
        /// that the median and `uncertainty` are exact.
        public var counted: [QuantileEstimate] = []
        /// The share of the variance of the decision, or of the metric where there is one split only, that it explains by
        /// itself; nil where it is known or where the decision never changes.
        public var decisionShare: VarianceShare?
    }
}

extension PreparedCampaign {
    /// The quantities of the scenario that are in force; with a study of the ordinary run, what each has to do with the decision.
    ///
    /// Quantiles of laws that the scenario states are exact; those of quantities made of several uncertain ones are counted from
    /// 4,096 draws.
    public func ledger(seed: UInt64 = 1, sensitivity: Sensitivity? = nil) -> AssumptionLedger {
        let decisions = sensitivity.map(Self.decisionShares) ?? [:]
        lazy var draws = drawsToCount(seed: seed)
        let shares = shares
        let entries = program.paths.enumerated().compactMap { slot, path -> AssumptionLedger.Entry? in
            // What events make of a quantity is no quantity of the file.
            guard let quantity = scenario.quantities[path], program.paths.firstIndex(of: path) == slot else {
                return nil
            }
            let law = campaignWide(slot, draws: draws)
            let key = keys[path]
            return AssumptionLedger.Entry(
                path: path, quantity: quantity, key: key, isShare: shares.contains(path), median: law.median,
                uncertainty: law.range,
                variability: Self.variability(quantity.law, law.median, isShare: key?.domain == .share),
                counted: law.counted, decisionShare: law.range == nil ? nil : decisions[path])
        }
        return AssumptionLedger(subject: subject, entries: entries.sorted { $0.path < $1.path })
    }

    /// The least value that is plausible of a quantity, for a campaign or for a creator in the middle one: what 1 in 20 stays below;
    /// nil of what is not in force.
    func leastPlausible(_ path: QuantityPath) -> Double? {
        guard let quantity = scenario.quantities[path], let slot = program.paths.firstIndex(of: path) else {
            return nil
        }
        let law = campaignWide(slot, draws: drawsToCount(seed: 1))
        let variability = Self.variability(quantity.law, law.median, isShare: keys[path]?.domain == .share)
        return [law.range?.lowerBound, variability?.lowerBound, law.median].compactMap { $0 }.min()
    }

    private func drawsToCount(seed: UInt64) -> SharedDraws {
        program.draw(trials: 0..<4_096, noise: NoiseKey(seed: seed))
    }

    /// The median of a quantity's campaign-wide value and nine of ten of its values: exact where its law is known, else counted from
    /// draws, with what they leave open.
    private func campaignWide(
        _ slot: Int, draws: @autoclosure () -> SharedDraws
    ) -> (median: Double, range: ClosedRange<Double>?, counted: [QuantileEstimate]) {
        let z = StandardNormal.z95
        func exact(_ score: Double) -> Double? { program.quantile(slot: slot, score: score) }
        if let median = exact(0), let low = exact(-z), let high = exact(z) {
            // Beyond ±8 nothing is ever drawn.
            return (median, exact(-8) == exact(8) ? nil : low...high, [])
        }
        let ladder = RankLadder(draws().columns[slot].sorted().map { Histogram.Rung(value: $0, count: 1) })
        let counted = [0.05, 0.5, 0.95].map(ladder.quantile)
        let isUncertain = ladder.rungs.first?.value != ladder.rungs.last?.value
        return (
            counted[1].value, isUncertain ? counted[0].value...counted[2].value : nil, isUncertain ? counted : []
        )
    }

    /// The share of each quantity in the variance of the decision; several distributions of one quantity are added up.
    private static func decisionShares(_ sensitivity: Sensitivity) -> [QuantityPath: VarianceShare] {
        let output =
            sensitivity.splits.count > 1
            ? StudiedOutput.decision(sensitivity.metric) : .metric(sensitivity.metric, split: sensitivity.leader)
        var shares: [QuantityPath: VarianceShare] = [:]
        for (input, effect) in zip(sensitivity.inputs, sensitivity[output]?.effects ?? []) {
            guard case .bins(let binned) = effect, let path = input.paths.first else { continue }
            guard let before = shares[path] else {
                shares[path] = binned.share
                continue
            }
            let (one, other) = (before.standardError, binned.share.standardError)
            shares[path] = VarianceShare(
                value: before.value + binned.share.value, standardError: (one * one + other * other).squareRoot())
        }
        return shares
    }

    private static func variability(
        _ law: Quantity.Law, _ median: Double, isShare: Bool
    ) -> ClosedRange<Double>? {
        switch law {
        case .shared: return nil
        case .scattered(_, let factor):
            // The factor multiplies a positive value and the odds of a share.
            guard isShare else { return median / factor...median * factor }
            func moved(_ factor: Double) -> Double { median * factor / (1 - median + median * factor) }
            return moved(1 / factor)...moved(factor)
        case .varying(let distribution):
            let z = StandardNormal.z95
            return distribution.quantile(score: -z)...distribution.quantile(score: z)
        }
    }
}
