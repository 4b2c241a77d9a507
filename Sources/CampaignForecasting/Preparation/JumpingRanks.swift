// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// The rank correlation of two uncertain quantities whose normal scores are correlated, where one of them or both jump.
///
/// Equal values share the middle of their ranks (Spearman with ties). A law that jumps loses some of the correlation of the scores,
/// so these need more; how much there is to have follows from the laws.
struct JumpingRanks {
    private let first, second: Ranks

    /// The ranks of a law, 0…1, at equally likely places; nil cells where it does not jump.
    private struct Ranks {
        /// The middle rank of the value at each place.
        var ranks: [Double]
        /// Where each value ends, as a score, and its rank; empty where the law does not jump.
        var cells: [(end: Double, rank: Double)] = []
        /// The standard deviation of the ranks.
        var sd: Double

        static let places = 2_000
        /// With more values than this a law is as good as continuous: the loss is of the order of 1/count².
        static let mostCells = 150

        init(_ leaf: SharedProgram.Leaf) {
            let count = Self.places
            ranks = (0..<count).map { (Double($0) + 0.5) / Double(count) }
            sd = (1.0 / 12).squareRoot()
            guard leaf.distribution.jumps else { return }
            let values = ranks.map { leaf.law.value(score: NormalLaw.quantile($0)) }
            var start = 0
            var cells: [(end: Double, rank: Double)] = []
            var middles = ranks
            var square = 0.0
            while start < count {
                var end = start + 1
                while end < count, values[end] == values[start] { end += 1 }
                let (from, to) = (Double(start) / Double(count), Double(end) / Double(count))
                for place in start..<end { middles[place] = (from + to) / 2 }
                square += (to - from) * ((from + to) / 2 - 0.5) * ((from + to) / 2 - 0.5)
                cells.append((end == count ? .infinity : NormalLaw.quantile(to), (from + to) / 2))
                start = end
            }
            guard cells.count <= Self.mostCells else { return }
            (ranks, sd) = (middles, square.squareRoot())
            self.cells = cells
        }

        /// The mean rank of a score that is normal with this mean and standard deviation.
        func mean(_ mean: Double, _ sd: Double) -> Double {
            guard !cells.isEmpty else { return NormalLaw.probability(below: mean / (1 + sd * sd).squareRoot()) }
            var (below, sum) = (0.0, 0.0)
            for cell in cells {
                let upTo = cell.end.isFinite ? NormalLaw.probability(below: (cell.end - mean) / sd) : 1
                sum += (upTo - below) * cell.rank
                below = upTo
            }
            return sum
        }
    }

    init(_ first: SharedProgram.Leaf, _ second: SharedProgram.Leaf) {
        self.first = Ranks(first)
        self.second = Ranks(second)
    }

    /// The rank correlation where the scores have this one.
    func rankCorrelation(score: Double) -> Double {
        guard first.sd > 0, second.sd > 0 else { return 0 }
        let rest = max(1 - score * score, 1e-12).squareRoot()
        // The mean over every fourth place is as exact as needed.
        let steps = Ranks.places / 4
        let sum = (0..<steps).reduce(0.0) { sum, step in
            let probability = (Double(step) + 0.5) / Double(steps)
            let rank = first.cells.isEmpty ? probability : first.ranks[4 * step + 2]
            let mean = second.mean(score * NormalLaw.quantile(probability), rest)
            return sum + (rank - 0.5) * (mean - 0.5)
        }
        return sum / Double(steps) / (first.sd * second.sd)
    }

    /// The strongest rank correlation of this sign.
    func most(_ sign: Double) -> Double {
        first.cells.isEmpty && second.cells.isEmpty ? sign : rankCorrelation(score: sign * (1 - 1e-9))
    }

    /// The correlation of scores that gives this rank correlation; nil where none does.
    func scoreCorrelation(rank: Double) -> Double? {
        if first.cells.isEmpty, second.cells.isEmpty { return CorrelationMatrix.scoreCorrelation(rank: rank) }
        let sign = rank < 0 ? -1.0 : 1.0
        guard abs(rank) <= abs(most(sign)) else { return nil }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<30 {
            let middle = (low + high) / 2
            if abs(rankCorrelation(score: sign * middle)) < abs(rank) { low = middle } else { high = middle }
        }
        return sign * high
    }
}
