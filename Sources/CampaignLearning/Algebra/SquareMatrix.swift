// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A square matrix, row by row.
public struct SquareMatrix: Sendable, Equatable {
    /// The number of rows.
    public let count: Int
    /// The entries, row by row.
    public private(set) var entries: [Double]

    /// The identity of `count` rows.
    public init(count: Int) {
        self.count = count
        entries = (0..<count * count).map { $0 / count == $0 % count ? 1 : 0 }
    }

    /// The matrix of these entries, as many as the square of `count`.
    public init(count: Int, entries: [Double]) {
        precondition(entries.count == count * count, "a square matrix has the square of its rows as entries")
        self.count = count
        self.entries = entries
    }

    /// The matrix whose entries `entry` gives.
    public init(count: Int, entry: (_ row: Int, _ column: Int) -> Double) {
        self.init(count: count, entries: (0..<count * count).map { entry($0 / count, $0 % count) })
    }

    /// The entry at a row and a column.
    public subscript(row: Int, column: Int) -> Double {
        get { entries[row * count + column] }
        set { entries[row * count + column] = newValue }
    }

    /// The diagonal.
    public var diagonal: [Double] { (0..<count).map { self[$0, $0] } }

    /// The matrix times a column.
    public func times(_ column: [Double]) -> [Double] {
        (0..<count).map { row in (0..<count).reduce(0.0) { $0 + self[row, $1] * column[$1] } }
    }

    /// The matrix times another one.
    public func times(_ other: SquareMatrix) -> SquareMatrix {
        var product = Array(repeating: 0.0, count: count * count)
        for row in 0..<count {
            for k in 0..<count {
                let factor = entries[row * count + k]
                if factor == 0 { continue }
                for column in 0..<count { product[row * count + column] += factor * other.entries[k * count + column] }
            }
        }
        return SquareMatrix(count: count, entries: product)
    }

    /// The matrix times its transposed self: the covariance of what it makes of independent scores.
    public var square: SquareMatrix {
        SquareMatrix(count: count) { row, column in
            (0..<count).reduce(0.0) { $0 + self[row, $1] * self[column, $1] }
        }
    }

    /// The lower triangle L with L·Lᵀ = the matrix; nil unless the matrix is positive definite.
    public func choleskyFactor() -> SquareMatrix? {
        var factor = SquareMatrix(count: count, entries: Array(repeating: 0, count: count * count))
        for row in 0..<count {
            for column in 0...row {
                var sum = self[row, column]
                for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor[row, row] = sum.squareRoot()
                } else {
                    factor[row, column] = sum / factor[column, column]
                }
            }
        }
        return factor
    }

    /// Of a lower triangle: the column x that it turns into `column`.
    public func solvingLower(_ column: [Double]) -> [Double] {
        var result = column
        for row in 0..<count {
            for k in 0..<row { result[row] -= self[row, k] * result[k] }
            result[row] /= self[row, row]
        }
        return result
    }

    /// Of a lower triangle with a positive diagonal: the logarithm of its determinant.
    public var logDeterminantOfLower: Double { diagonal.reduce(0) { $0 + Double.log($1) } }
}
