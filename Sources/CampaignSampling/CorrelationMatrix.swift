// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A correlation matrix of normal scores, row by row.
public struct CorrelationMatrix: Sendable, Equatable {
    /// The number of rows.
    public let count: Int
    private var entries: [Double]

    /// The identity of `count` rows.
    public init(count: Int) {
        self.count = count
        entries = (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 }
    }

    /// The correlation of two scores; setting one sets its mirror image.
    public subscript(row: Int, column: Int) -> Double {
        get { entries[row * count + column] }
        set {
            entries[row * count + column] = newValue
            entries[column * count + row] = newValue
        }
    }

    /// The correlation of normal scores with Spearman's rank correlation `rank`: 2 sin(π·rank/6).
    ///
    /// Source: Pearson 1907, "On further methods of determining correlation".
    public static func scoreCorrelation(rank: Double) -> Double { 2 * Double.sin(.pi * rank / 6) }

    /// The rank correlation of normal scores with correlation `score`: 6/π · asin(score/2).
    public static func rankCorrelation(score: Double) -> Double { 6 / .pi * Double.asin(score / 2) }

    /// The lower triangle L with L·Lᵀ = the matrix, row by row; nil unless the matrix is positive definite.
    public func choleskyFactor() -> [Double]? {
        var factor = Array(repeating: 0.0, count: count * count)
        for row in 0..<count {
            for column in 0...row {
                var sum = self[row, column]
                for k in 0..<column { sum -= factor[row * count + k] * factor[column * count + k] }
                if row == column {
                    guard sum > 1e-12 else { return nil }
                    factor[row * count + row] = sum.squareRoot()
                } else {
                    factor[row * count + column] = sum / factor[column * count + column]
                }
            }
        }
        return factor
    }

    /// The matrix on the line from this one to the identity that is closest to this one and positive definite: all
    /// correlations are multiplied by the same factor below 1.
    public func shrunkToPositiveDefinite() -> CorrelationMatrix {
        var (possible, impossible) = (0.0, 1.0)
        for _ in 0..<40 {
            let middle = (possible + impossible) / 2
            if scaled(by: middle).choleskyFactor() != nil { possible = middle } else { impossible = middle }
        }
        return scaled(by: possible * 0.999)
    }

    private func scaled(by factor: Double) -> CorrelationMatrix {
        var result = self
        for row in 0..<count { for column in 0..<row { result[row, column] *= factor } }
        return result
    }
}
