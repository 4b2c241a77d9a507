// SPDX-License-Identifier: GPL-3.0-or-later

/// Mean and covariance of weighted points.
public struct WeightedMoments: Sendable {
    /// The mean.
    public let mean: [Double]
    /// The covariance.
    public let covariance: SquareMatrix

    /// The moments of points.
    ///
    /// - Parameters:
    ///   - points: each with as many numbers.
    ///   - weights: as many as points; their sum is 1.
    public init(_ points: [[Double]], weights: [Double]) {
        let count = points.first?.count ?? 0
        var mean = Array(repeating: 0.0, count: count)
        for (point, weight) in zip(points, weights) where weight > 0 {
            for index in 0..<count { mean[index] += weight * point[index] }
        }
        var sums = Array(repeating: 0.0, count: count * count)
        for (point, weight) in zip(points, weights) where weight > 0 {
            for row in 0..<count {
                let part = weight * (point[row] - mean[row])
                for column in 0...row { sums[row * count + column] += part * (point[column] - mean[column]) }
            }
        }
        for row in 0..<count { for column in 0..<row { sums[column * count + row] = sums[row * count + column] } }
        self.mean = mean
        covariance = SquareMatrix(count: count, entries: sums)
    }
}
