// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignDistributions

extension SquareMatrix {
    /// Of a symmetric matrix: its inverse, where eigenvalues below `floor` count as `floor`.
    ///
    /// A curvature that differences or a ridge make too small would send proposals far beyond the prior, of which each
    /// eigenvalue is 1.
    func inverse(eigenvalueFloor floor: Double) -> SquareMatrix {
        guard count > 0 else { return self }
        GSL.prepare()
        guard let work = gsl_eigen_symmv_alloc(count), let matrix = gsl_matrix_alloc(count, count),
            let values = gsl_vector_alloc(count), let vectors = gsl_matrix_alloc(count, count)
        else { return SquareMatrix(count: count) }
        defer {
            gsl_eigen_symmv_free(work)
            gsl_matrix_free(matrix)
            gsl_vector_free(values)
            gsl_matrix_free(vectors)
        }
        for row in 0..<count { for column in 0..<count { gsl_matrix_set(matrix, row, column, self[row, column]) } }
        gsl_eigen_symmv(matrix, values, vectors, work)
        let found = (0..<count).map { gsl_vector_get(values, $0) }
        // What is not a number counts as too small.
        let held = found.map { $0 >= floor ? $0 : floor }
        return SquareMatrix(count: count) { row, column in
            (0..<count).reduce(0.0) { sum, k in
                sum + gsl_matrix_get(vectors, row, k) * gsl_matrix_get(vectors, column, k) / held[k]
            }
        }
    }
}
