// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// How a quantity's values over creators follow from standard normal scores and its campaign-wide value.
enum CreatorLaw: Sendable {
    /// The campaign-wide value for all.
    case same(slot: Int)
    /// The campaign-wide value times exp(`sigma` · z + `shift`).
    case factor(slot: Int, sigma: Double, shift: Double)
    /// The campaign-wide share with its odds times exp(`sigma` · z).
    case odds(slot: Int, sigma: Double)
    /// The campaign-wide value times a factor of uncertain width: that of the slot `width`.
    case scattered(slot: Int, width: Int, Scatter)
    /// Values of their own, times `factor`, then changed by events where there are any.
    case own(ScoreLaw, factor: Double = 1, change: Change? = nil)

    /// The values of rows of a list, in place of scores the numbers of the rows; times `factor`, then changed by events.
    case rows(RowColumn, factor: Double = 1, change: Change? = nil)

    /// What events make of a value: `scale` · value + `offset`, held in `range`.
    struct Change: Sendable {
        var scale, offset: Int
        var range: ClosedRange<Double>
    }

    /// What a factor does.
    enum Scatter: Sendable {
        /// It multiplies a value, which is the median.
        case values
        /// It multiplies a value, which is the mean.
        case meanOne
        /// It multiplies the odds of a share.
        case odds

        /// The mean of the logarithm of factors with the standard deviation `sigma`.
        func shift(_ sigma: Double) -> Double {
            switch self {
            case .meanOne: -sigma * sigma / 2
            case .values, .odds: 0
            }
        }
    }

    /// The standard deviation of the logarithm of a factor of this width; below 1 all are alike.
    static func sigma(width: Double) -> Double { Distribution.logSD(spread: max(1, width)) }

    /// Whether creators differ.
    var varies: Bool {
        if case .same = self { return false }
        return true
    }

    /// The list that the values are taken from, among those of the line.
    var table: Int? {
        if case .rows(let column, _, _) = self { return column.table }
        return nil
    }

    /// The normal score of what `apply` makes a value of: the number of a row, or the score itself.
    func score(_ entry: Double) -> Double {
        if case .rows(let column, _, _) = self { return column.scores[Int(entry)] }
        return entry
    }

    /// Replaces scores, or numbers of rows, by values for a trial whose campaign-wide value is that of `shared`.
    func apply(_ column: UnsafeMutableBufferPointer<Double>, shared: (Int) -> Double) {
        prepare(column)
        finish(column, shared: shared)
    }

    /// Replaces scores, or numbers of rows, by what no campaign-wide value changes: factors, odds, or values before events.
    func prepare(_ column: UnsafeMutableBufferPointer<Double>) {
        switch self {
        // What a width of the campaign does to scores is known at the end.
        case .same, .scattered: break
        case .factor(_, let sigma, let shift):
            for index in column.indices { column[index] = Double.exp(sigma * column[index] + shift) }
        case .odds(_, let sigma):
            for index in column.indices { column[index] = Double.exp(sigma * column[index]) }
        case .own(let law, _, _): law.apply(column)
        case .rows(let rows, _, _):
            for index in column.indices { column[index] = rows.values[Int(column[index])] }
        }
    }

    /// Makes values for a trial of what `prepare` made of scores.
    func finish(_ column: UnsafeMutableBufferPointer<Double>, shared: (Int) -> Double) {
        switch self {
        case .same(let slot): column.update(repeating: shared(slot))
        case .factor(let slot, _, _):
            let typical = shared(slot)
            for index in column.indices { column[index] = typical * column[index] }
        case .odds(let slot, _):
            let typical = shared(slot)
            for index in column.indices {
                column[index] = typical * column[index] / (1 - typical + typical * column[index])
            }
        case .scattered(let slot, let width, let scatter):
            let sigma = Self.sigma(width: shared(width))
            let shift = scatter.shift(sigma)
            for index in column.indices { column[index] = Double.exp(sigma * column[index] + shift) }
            let whole: CreatorLaw =
                switch scatter {
                case .values, .meanOne: .factor(slot: slot, sigma: sigma, shift: shift)
                case .odds: .odds(slot: slot, sigma: sigma)
                }
            whole.finish(column, shared: shared)
        case .own(_, let factor, let change), .rows(_, let factor, let change):
            Self.finish(column, factor, change, shared)
        }
    }

    private static func finish(
        _ column: UnsafeMutableBufferPointer<Double>, _ factor: Double, _ change: Change?, _ shared: (Int) -> Double
    ) {
        if factor != 1 { for index in column.indices { column[index] *= factor } }
        guard let change else { return }
        let (scale, offset) = (shared(change.scale), shared(change.offset))
        for index in column.indices {
            let value = scale * column[index] + offset
            column[index] = min(max(value, change.range.lowerBound), change.range.upperBound)
        }
    }

    /// The mean over creators, for a quantity whose values differ about a mean: that of the campaign.
    func mean(_ draw: TrialDraw) -> Double {
        switch self {
        case .same(let slot), .odds(let slot, _): draw[slot]
        case .factor(let slot, let sigma, let shift): draw[slot] * Double.exp(shift + sigma * sigma / 2)
        case .scattered(let slot, _, .meanOne), .scattered(let slot, _, .odds): draw[slot]
        case .scattered(let slot, let width, .values): draw[slot] * Self.meanFactor(Self.sigma(width: draw[width]))
        case .own(_, _, let change), .rows(_, _, let change): Self.changed(1, change, draw)
        }
    }

    private static func meanFactor(_ sigma: Double) -> Double { Double.exp(sigma * sigma / 2) }

    /// How values that differ about a mean of 1 meet the ceiling of a chance; nil where all are the same.
    var ceiling: SalesCeiling? {
        switch self {
        case .same, .odds: nil
        case .factor(_, let sigma, _): .known(CappedFactor(logSD: sigma))
        case .scattered(_, let width, _): SalesCeiling(width: width)
        case .own(let law, let factor, _): .known(CappedFactor(law, factor: factor))
        case .rows(let rows, let factor, _): .known(CappedFactor(sample: rows.values.map { $0 * factor }))
        }
    }

    /// The value of a typical creator in a trial: the median.
    func typical(_ draw: TrialDraw) -> Double {
        switch self {
        case .same(let slot), .odds(let slot, _): draw[slot]
        case .factor(let slot, _, let shift): draw[slot] * Double.exp(shift)
        case .scattered(let slot, let width, let scatter):
            draw[slot] * Double.exp(scatter.shift(Self.sigma(width: draw[width])))
        case .own(let law, let factor, let change): Self.changed(law.value(score: 0) * factor, change, draw)
        case .rows(let rows, let factor, let change): Self.changed(rows.typical * factor, change, draw)
        }
    }

    private static func changed(_ value: Double, _ change: Change?, _ draw: TrialDraw) -> Double {
        change.map { draw[$0.scale] * value + draw[$0.offset] } ?? value
    }
}

/// What one order is worth.
enum OrderValueLaw: Sendable {
    /// The same for every order.
    case same(slot: Int)
    /// Gamma with the campaign-wide mean and this shape, so that n orders are gamma with n times the shape.
    case gamma(slot: Int, shape: Double)
    /// Any law, drawn order by order.
    case own(ScoreLaw)
    /// What orders brought before, drawn order by order and scaled from their `mean` to the campaign-wide one.
    case sampled([Double], slot: Int, mean: Double)
}
