// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Sobol' points in up to 512 dimensions, each set shifted at random, so that a sum over a set is free of bias and several
/// sets tell its error.
///
/// A digital shift adds the same random binary digits, without carrying, to every point of a set; the sets keep the even
/// spread of the points. Sources: Sobol' 1967; the Gray-code order of Antonov and Saleev 1979; Joe and Kuo 2008 (direction
/// numbers); Owen 2003, "Variance with alternative scramblings of digital nets" (digital shifts).
public struct SobolPoints: Sendable {
    /// The most dimensions.
    public static let mostDimensions = SobolDirections.dimensions

    /// The binary digits of a coordinate.
    private static let digits = 32

    /// The number of coordinates of a point.
    public let dimensions: Int
    private let directions: [[UInt64]]

    /// Points of `dimensions` coordinates, 1…`mostDimensions`.
    public init(dimensions: Int) {
        precondition((1...Self.mostDimensions).contains(dimensions), "direction numbers are known for 512 dimensions")
        self.dimensions = dimensions
        directions = Array(Self.directions.prefix(dimensions))
    }

    /// The direction numbers of all dimensions, found once.
    private static let directions = (0..<mostDimensions).map(directionNumbers)

    /// The direction numbers v₁, v₂, … of a dimension, each a binary fraction of `digits` digits.
    private static func directionNumbers(dimension: Int) -> [UInt64] {
        guard dimension > 0 else { return (0..<digits).map { 1 << UInt64(digits - 1 - $0) } }
        let (coefficients, initial) = SobolDirections.table[dimension - 1]
        let degree = initial.count
        var numbers: [UInt64] = []
        for index in 0..<digits {
            if index < degree {
                numbers.append(initial[index] << UInt64(digits - 1 - index))
                continue
            }
            var number = numbers[index - degree] ^ (numbers[index - degree] >> UInt64(degree))
            for inner in 1..<Swift.max(1, degree) where (coefficients >> UInt32(degree - 1 - inner)) & 1 == 1 {
                number ^= numbers[index - inner]
            }
            numbers.append(number)
        }
        return numbers
    }

    /// One coordinate of the points `range` of set `set`: numbers inside (0, 1), by point.
    ///
    /// - Parameters:
    ///   - dimension: the coordinate's number, from 0.
    ///   - range: the points' numbers, from 0, below 2³².
    ///   - set: the number of the set of points.
    ///   - seed: the seed of the shifts; each pair of seed and set has its own.
    public func coordinate(_ dimension: Int, of range: Range<Int>, set: Int, seed: UInt64) -> [Double] {
        let shift = UInt64(
            StreamName("sobol points", use: "shift \(dimension)").uniform(seed: seed, trial: set) * 0x1p32)
        return range.map { (Double(fraction(dimension, $0) ^ shift) + 0.5) * 0x1p-32 }
    }

    /// A coordinate before its shift, as a binary fraction of `digits` digits.
    func fraction(_ dimension: Int, _ index: Int) -> UInt64 {
        let gray = UInt64(index ^ (index >> 1))
        var number: UInt64 = 0
        for digit in 0..<Self.digits where (gray >> UInt64(digit)) & 1 == 1 { number ^= directions[dimension][digit] }
        return number
    }
}
