// SPDX-License-Identifier: GPL-3.0-or-later

/// A law of scores as an affine map of independent standard normal ones: z = m + B·ε, with B lower triangular.
///
/// Nothing learnt is m = 0 and B = I, which changes no bit of what it is applied to.
public struct AffineLaw: Sendable, Equatable {
    /// The mean of each score.
    public let mean: [Double]
    /// The lower triangle.
    public let factor: SquareMatrix

    /// The law of these parameters.
    public init(mean: [Double], factor: SquareMatrix) {
        precondition(mean.count == factor.count, "a mean for each row")
        self.mean = mean
        self.factor = factor
    }

    /// Nothing learnt about `count` scores.
    public static func prior(count: Int) -> AffineLaw {
        AffineLaw(mean: Array(repeating: 0, count: count), factor: SquareMatrix(count: count))
    }

    /// The scores that independent ones become.
    public func scores(_ independent: [Double]) -> [Double] {
        zip(mean, factor.times(independent)).map { $0 + $1 }
    }

    /// The standard deviation of each score.
    public var deviations: [Double] { factor.square.diagonal.map { $0.squareRoot() } }

    /// This law where ε itself follows `next`: what a second fit taught after this one. m ← m + B·m', B ← B·B'.
    public func updated(by next: AffineLaw) -> AffineLaw {
        AffineLaw(mean: scores(next.mean), factor: factor.times(next.factor))
    }

    /// A law of some of `count` scores as one of all: the others keep their prior, bit for bit.
    public func embedded(at indices: [Int], of count: Int) -> AffineLaw {
        var mean = Array(repeating: 0.0, count: count)
        var factor = SquareMatrix(count: count)
        for (row, place) in indices.enumerated() {
            mean[place] = self.mean[row]
            for column in 0...row { factor[place, indices[column]] = self.factor[row, column] }
        }
        return AffineLaw(mean: mean, factor: factor)
    }
}
