// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignDistributions
internal import RealModule

/// A factor of mean 1 on a chance, which cannot exceed 1: what the chance before the factor must be so that the mean over
/// creators is the one that was stated.
///
/// For a factor S it solves E[min(1, p·S)] = mean for p. The law of S is cut into cells of equal width in its score, each
/// with its probability and mean value, so that p·S is linear in p between the values at which a cell reaches the ceiling.
public struct CappedFactor: Sendable {
    /// The cells' values, ascending.
    private let values: [Double]
    /// Up to and with each cell, E[S; S ≤ value].
    private let below: [Double]
    /// Above each cell, P(S > value).
    private let above: [Double]
    /// E[min(1, p·S)] with p at which the cell's value just reaches the ceiling; descending.
    private let reached: [Double]

    /// Cells to each side of the score 0, and in each unit of it.
    private static let (span, cellsPerUnit) = (6, 32)

    /// A log-normal factor of mean 1 whose logarithm has the standard deviation `sigma`.
    public init(logSD sigma: Double) {
        self.init { low, high in
            let probability = NormalLaw.probability(below: high) - NormalLaw.probability(below: low)
            let part = NormalLaw.probability(below: high - sigma) - NormalLaw.probability(below: low - sigma)
            return part / probability
        }
    }

    /// The factor whose value at a standard normal score is `factor` times that of `law`, and whose mean is 1.
    public init(_ law: ScoreLaw, factor: Double) {
        self.init { low, high in factor * law.value(score: (max(low, -8) + min(high, 8)) / 2) }
    }

    /// A factor that takes each of the values equally often, scaled to a mean of 1.
    public init(sample: [Double]) {
        self.init(cells: sample.map { (max(0, $0), 1 / Double(sample.count)) })
    }

    private init(value: (_ low: Double, _ high: Double) -> Double) {
        let half = Self.span * Self.cellsPerUnit
        let cells: [(value: Double, weight: Double)] = (-half..<half).map { cell in
            let low = cell == -half ? -.infinity : Double(cell) / Double(Self.cellsPerUnit)
            let high = cell == half - 1 ? .infinity : Double(cell + 1) / Double(Self.cellsPerUnit)
            let weight = NormalLaw.probability(below: high) - NormalLaw.probability(below: low)
            return (max(0, value(low, high)), weight)
        }
        self.init(cells: cells)
    }

    private init(cells: [(value: Double, weight: Double)]) {
        let cells = cells.sorted { $0.value < $1.value }
        let mean = cells.reduce(0) { $0 + $1.value * $1.weight }
        let values = cells.map { mean > 0 ? $0.value / mean : 1 }
        var (sum, weight) = (0.0, 0.0)
        var (below, above): ([Double], [Double]) = ([], [])
        for (cell, value) in zip(cells, values) {
            sum += value * cell.weight
            weight += cell.weight
            below.append(sum)
            above.append(max(0, 1 - weight))
        }
        (self.values, self.below, self.above) = (values, below, above)
        reached = zip(values, zip(below, above)).map { value, parts in
            (value > 0 ? parts.0 / value : 0) + parts.1
        }
    }

    /// The chance before the factor that leaves the mean over creators at `mean`, 0 or more; infinite from 1 on.
    public func chance(mean: Double) -> Double {
        guard mean < 1 else { return .infinity }
        // The last cell that stays below the ceiling: the first one whose mean, where it reaches it, is no more than asked.
        var (low, high) = (0, reached.count)
        while low < high {
            let middle = (low + high) / 2
            if reached[middle] > mean { low = middle + 1 } else { high = middle }
        }
        // Cells from `low` on come up to the ceiling; none does where even the largest value stays below.
        guard low < values.count else { return mean }
        guard low > 0, below[low - 1] > 0 else { return .infinity }
        return (mean - above[low - 1]) / below[low - 1]
    }
}
