// SPDX-License-Identifier: GPL-3.0-or-later

/// How many of several outcomes fell into the central intervals of their forecasts, and what so many can show.
public struct Coverage: Sendable, Equatable {
    /// The share of a forecast that the interval holds, above 0 and below 1.
    public let nominal: Double
    /// The outcomes in it.
    public let count: Int
    /// All outcomes.
    public let total: Int

    /// `count` of `total` outcomes in the intervals that hold `nominal`.
    public init(nominal: Double, count: Int, of total: Int) {
        precondition(count >= 0 && count <= total, "no more are covered than there are")
        (self.nominal, self.count, self.total) = (nominal, count, total)
    }

    /// How many of several positions in their forecasts lie in the central intervals that hold `nominal`.
    public init(nominal: Double, positions: [Double]) {
        self.init(
            nominal: nominal, count: positions.count { Self.holds(nominal, position: $0) }, of: positions.count)
    }

    /// Whether the central interval that holds a share `nominal` of a forecast holds a position in it.
    static func holds(_ nominal: Double, position: Double) -> Bool {
        ((1 - nominal) / 2...(1 + nominal) / 2).contains(position)
    }

    /// The exact 95 % limits of the coverage.
    public var limits: ClosedRange<Double> { BinomialLaw.limits(count, of: total) }

    /// The probability that as many outcomes or fewer are covered where every forecast is right.
    public var chanceOfAsFew: Double { BinomialLaw.chance(ofAtMost: count, of: total, probability: nominal) }

    /// How many outcomes are covered in 95 of 100 such lists where every forecast is right, fewer and more equally rare.
    public var expected: ClosedRange<Int> {
        func first(above probability: Double) -> Int {
            (0...total).first { BinomialLaw.chance(ofAtMost: $0, of: total, probability: nominal) > probability }
                ?? total
        }
        return first(above: 0.025)...first(above: 0.975 - 1e-12)
    }
}
