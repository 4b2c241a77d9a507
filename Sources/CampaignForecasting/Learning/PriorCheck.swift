// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
public import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Whether results were foreseeable: what the assumptions make of the same creators, again and again, against what they brought.
///
/// Sums by line make a vector; its distance from their mean, in units of their covariance, is held against those of imagined results,
/// so that the probability is exact whatever the law of the sums. Sources: Box 1980, "Sampling and Bayes' inference in scientific
/// modelling and robustness", JRSS A 143(4); Besag and Clifford 1989, "Generalized Monte Carlo significance tests", Biometrika 76(4).
public struct PriorCheck: Sendable {
    /// A sum of a line's results, and nine of ten of what was to be expected.
    public struct Sum: Sendable {
        /// What is added up.
        public enum Kind: String, CaseIterable, Sendable {
            case views, clicks, orders, refunds, value, fees
        }

        /// The line.
        public var line: String
        /// What is added up.
        public var kind: Kind
        /// What results say.
        public var found: Double
        /// The quantiles at 5, 50 and 95 % of what the assumptions let expect.
        public var expected: [QuantileEstimate]
    }

    /// How likely results are that lie as far off or farther, under the assumptions.
    public var probability: Double
    /// The imagined results behind it.
    public var replicates: Int
    /// The sums, by line.
    public var sums: [Sum]

    /// Below it results were not foreseen by the assumptions.
    public static let leastProbability = 0.01

    /// Whether the assumptions could have brought this.
    public var isForeseen: Bool { probability >= Self.leastProbability }

    /// The imagined results of a check.
    static let count = 999

    /// - Parameters:
    ///   - creators: what was brought.
    ///   - kinds: what creators do, in each of as many trials as there are replicates.
    init(_ creators: [CreatorResult], _ kinds: [CreatorKinds], lines: [PreparedLine], seed: UInt64, threads: Int) {
        let places = Self.places(creators)
        let imagined = ParallelMap.of(Array(kinds.indices), threads: threads) { trial -> [Double] in
            let source = RandomSource(seed: seed)
            source.open(StreamName("calibrate", use: "foreseen"), trial: trial)
            let simulator = ResultSimulator(source: source)
            return Self.sums(creators.map { simulator.simulate($0, kinds[trial]) }, places)
        }
        let found = Self.sums(creators, places)
        replicates = imagined.count
        probability = Self.probability(found, imagined)
        sums = places.enumerated().map { number, place in
            let ladder = RankLadder(
                imagined.map { Histogram.Rung(value: $0[number], count: 1) }.sorted { $0.value < $1.value })
            return Sum(
                line: lines[place.line].name, kind: place.kind, found: found[number],
                expected: [0.05, 0.5, 0.95].map(ladder.quantile))
        }
    }

    /// Which sums are known, by line.
    private static func places(_ creators: [CreatorResult]) -> [(line: Int, kind: Sum.Kind)] {
        let lines = Set(creators.map(\.kind)).sorted()
        return lines.flatMap { line in
            let own = creators.filter { $0.kind == line }
            return Sum.Kind.allCases.filter { kind in own.contains { $0.part(kind) != nil } }.map { (line, $0) }
        }
    }

    private static func sums(_ creators: [CreatorResult], _ places: [(line: Int, kind: Sum.Kind)]) -> [Double] {
        places.map { place in
            creators.reduce(0) { $0 + ($1.kind == place.line ? $1.part(place.kind) ?? 0 : 0) }
        }
    }

    /// The rank of the distance of what was found among those of what was imagined.
    private static func probability(_ found: [Double], _ imagined: [[Double]]) -> Double {
        let logs = imagined.map { $0.map { Double.log($0 + 0.5) } }
        let own = found.map { Double.log($0 + 0.5) }
        guard let first = logs.first, !first.isEmpty else { return 1 }
        let share = 1 / Double(logs.count)
        let moments = WeightedMoments(logs, weights: logs.map { _ in share })
        var covariance = moments.covariance
        // What never differs tells nothing apart.
        for place in own.indices { covariance[place, place] += 1e-9 }
        guard let factor = covariance.choleskyFactor() else { return 1 }
        func distance(_ values: [Double]) -> Double {
            factor.solvingLower(zip(values, moments.mean).map { $0 - $1 }).reduce(0) { $0 + $1 * $1 }
        }
        let gap = distance(own)
        return Double(1 + logs.count { distance($0) >= gap }) / Double(1 + logs.count)
    }
}

extension CreatorResult {
    /// What it adds to a sum; nil where it is not known.
    fileprivate func part(_ kind: PriorCheck.Sum.Kind) -> Double? {
        switch kind {
        // Views of creators without followers are given, not expected.
        case .views: followers == nil ? nil : views.map(Double.init)
        case .clicks: followers == nil && views == nil ? nil : clicks.map(Double.init)
        case .orders: followers == nil && views == nil && clicks == nil ? nil : orders.map(Double.init)
        case .refunds: refunds.map(Double.init)
        case .value: value
        case .fees: fee
        }
    }
}
