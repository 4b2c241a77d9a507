// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignModel
internal import RealModule

/// Fits metalogs to quantiles at fixed probabilities by least squares.
///
/// The terms depend on the probabilities alone, so they are made orthogonal once; a fit of any number of terms is then a few
/// sums of products.
///
/// Source: Keelin 2016, "The Metalog Distributions", Decision Analysis 13(4), eq. 7.
public struct MetalogFitter: Sendable {
    /// The numbers of terms that are tried.
    public static let terms = 3...16
    /// How much closer a fit must come to be worth another term, in probability.
    static let worthwhile = 0.001

    /// The probabilities (i − ½)/n at which quantiles are fitted.
    public let probabilities: [Double]
    /// The orthogonal columns, and the triangle that makes the terms of them, row by row.
    private let columns: [[Double]]
    private let triangle: [Double]

    /// A metalog with its distance from the values that it was fitted to.
    public struct Fit: Sendable, Equatable {
        /// The law.
        public var law: Metalog
        /// Kolmogorov's distance from the values.
        public var distance: Double
    }

    /// A fitter to `count` quantiles, 17 or above; nil where the terms cannot be told apart.
    public init?(count: Int) {
        let terms = Self.terms.upperBound
        guard count > terms else { return nil }
        GSL.prepare()
        probabilities = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        guard let matrix = gsl_matrix_alloc(count, terms), let scales = gsl_vector_alloc(terms),
            let vector = gsl_vector_alloc(count)
        else { return nil }
        defer {
            gsl_matrix_free(matrix)
            gsl_vector_free(scales)
            gsl_vector_free(vector)
        }
        for (row, probability) in probabilities.enumerated() {
            for (column, term) in Metalog.terms(probability, count: terms).enumerated() {
                gsl_matrix_set(matrix, row, column, term)
            }
        }
        guard gsl_linalg_QR_decomp(matrix, scales) == GSL_SUCCESS else { return nil }
        var columns: [[Double]] = []
        for column in 0..<terms {
            guard gsl_vector_set_basis(vector, column) == GSL_SUCCESS,
                gsl_linalg_QR_Qvec(matrix, scales, vector) == GSL_SUCCESS
            else { return nil }
            columns.append((0..<count).map { gsl_vector_get(vector, $0) })
        }
        self.columns = columns
        triangle = (0..<terms * terms).map {
            $0 / terms <= $0 % terms ? gsl_matrix_get(matrix, $0 / terms, $0 % terms) : 0
        }
        guard columns.joined().allSatisfy(\.isFinite), triangle.allSatisfy(\.isFinite),
            (0..<terms).allSatisfy({ triangle[$0 * terms + $0] != 0 })
        else { return nil }
    }

    /// The weights of `terms` terms, 1…16, whose quantiles come closest to `values`, one a probability, on the scale of M.
    public func coefficients(_ values: [Double], bounds: Metalog.Bounds, terms: Int) -> [Double] {
        solve(coordinates(values.map { Metalog.transformed($0, bounds) }), terms: terms)
    }

    /// The closest feasible fit with a mean, of the least number of terms that comes within a thousandth of it.
    ///
    /// - Parameters:
    ///   - sorted: equally likely values in ascending order.
    ///   - bounds: where values may lie.
    /// - Returns: nil where a value is out of bounds or no number of terms is feasible.
    public func closest(to sorted: [Double], bounds: Metalog.Bounds) -> Fit? {
        guard !sorted.isEmpty else { return nil }
        let values = probabilities.map { Metalog.transformed(Self.quantile($0, of: sorted), bounds) }
        guard values.allSatisfy(\.isFinite) else { return nil }
        let coordinates = coordinates(values)
        let fits = Self.terms.compactMap { terms -> Fit? in
            let law = Metalog(solve(coordinates, terms: terms), bounds: bounds)
            guard law.isFeasible, law.hasMean else { return nil }
            return Fit(law: law, distance: law.distance(from: sorted))
        }
        guard let least = fits.map(\.distance).min() else { return nil }
        return fits.first { $0.distance <= least + Self.worthwhile }
    }

    /// The quantile of ascending values, straight between the middles of their steps.
    public static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
        let place = probability * Double(sorted.count) - 0.5
        guard place > 0 else { return sorted[0] }
        let below = Int(clamping: place)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        let part = place - Double(below)
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below])
    }

    private func coordinates(_ values: [Double]) -> [Double] { columns.map { Metalog.dot($0, values[...]) } }

    private func solve(_ coordinates: [Double], terms: Int) -> [Double] {
        let width = Self.terms.upperBound
        var result = Array(repeating: 0.0, count: terms)
        for row in (0..<terms).reversed() {
            var sum = coordinates[row]
            for column in row + 1..<max(terms, row + 1) { sum -= triangle[row * width + column] * result[column] }
            result[row] = sum / triangle[row * width + row]
        }
        return result
    }
}
