// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// What became of several forecasts at one selection.
public struct BacktestSummary: Sendable {
    /// The power of the return by which draws were weighted.
    public var selection: Double
    /// The outcomes compared.
    public var count: Int
    /// Those in the central 50 % interval of their forecast.
    public var inHalf: Int
    /// Those in the central 90 % interval.
    public var inNinety: Int
    /// Those above the median of their forecast, and those below it; one at the median is neither.
    public var better, worse: Int
    /// How many times the outcomes lie off the median of their forecast, either way: exp of the median of |ln ratio|, 1 or
    /// above; NaN without outcomes.
    public var typicalFactor: Double

    /// The intervals whose coverage is counted.
    public static let nominalCoverages = [0.5, 0.9]

    /// What became of `scores` under a selection.
    public init(_ scores: [OutcomeScore], selection: Double) {
        self.selection = selection
        count = scores.count
        inHalf = scores.count { $0.isCovered(0.5) }
        inNinety = scores.count { $0.isCovered(0.9) }
        better = scores.count { $0.ratio > 1 }
        worse = scores.count { $0.ratio < 1 }
        let factors = scores.map { max($0.ratio, 1 / $0.ratio) }.sorted()
        let middle = factors.count / 2
        if factors.isEmpty {
            typicalFactor = .nan
        } else if factors.count.isMultiple(of: 2) {
            // The middle of two factors as the middle of their logarithms.
            typicalFactor = factors[middle - 1].squareRoot() * factors[middle].squareRoot()
        } else {
            typicalFactor = factors[middle]
        }
    }

    /// How many outcomes the interval of a coverage in `nominalCoverages` covers.
    public func coverage(_ nominal: Double) -> Coverage {
        Coverage(nominal: nominal, count: nominal == 0.5 ? inHalf : inNinety, of: count)
    }
}
