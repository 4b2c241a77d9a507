// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks for scores within a range at which several residuals are 0, starting at 0 and moving as little as possible.
///
/// Each step is the shortest that would bring the residuals to 0 if they were linear, `δ = −Jᵀ (J Jᵀ)⁻¹ r`, held within the
/// range; the slopes J start from central differences and are corrected by what each step shows (Broyden 1965).
struct JointFit {
    /// The greatest size of a score.
    let range: Double

    /// The best point found and its residuals.
    ///
    /// - Parameters:
    ///   - start: the residuals at 0.
    ///   - slopes: of each residual, its slopes at 0.
    ///   - residuals: the residuals at a point.
    func search(
        start: [Double], slopes: [[Double]], residuals: ([Double]) throws(CancellationError) -> [Double]
    ) throws(CancellationError) -> (point: [Double], residuals: [Double]) {
        let count = slopes.first?.count ?? 0
        var point = Array(repeating: 0.0, count: count)
        var now = start
        var slopes = slopes
        var best = (point: point, residuals: now)
        func size(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
        for _ in 0..<12 where now.contains(where: { $0 != 0 }) {
            let step = Self.shortest(slopes, now, free: point.map { abs($0) < range })
            let next = zip(point, step).map { min(range, max(-range, $0 + $1)) }
            let move = zip(next, point).map { $0 - $1 }
            guard size(move) > 1e-8 else { return best }
            let found = try residuals(next)
            for row in slopes.indices {
                let expected = now[row] + zip(slopes[row], move).reduce(0) { $0 + $1.0 * $1.1 }
                // Residuals that are clipped to 0 say nothing of their slope.
                guard found[row] != 0 else { continue }
                SecantSlopes.correct(&slopes[row], along: move, by: found[row] - expected)
            }
            (point, now) = (next, found)
            if size(now) < size(best.residuals) { best = (point, now) }
        }
        return best
    }

    /// The shortest step of the free scores that brings linear residuals to 0, damped where their slopes nearly agree.
    private static func shortest(_ slopes: [[Double]], _ residuals: [Double], free: [Bool]) -> [Double] {
        let active = residuals.indices.filter { residuals[$0] != 0 }
        var system = active.map { one in
            active.map { other in
                free.indices.reduce(0.0) { $0 + (free[$1] ? slopes[one][$1] * slopes[other][$1] : 0) }
            }
        }
        let scale = system.indices.map { system[$0][$0] }.max() ?? 0
        guard scale > 0 else { return Array(repeating: 0, count: free.count) }
        for row in system.indices { system[row][row] += 1e-6 * scale }
        var right = active.map { -residuals[$0] }
        // Gauss elimination; the damped matrix is positive definite.
        for pivot in system.indices {
            for row in system.indices where row > pivot {
                let factor = system[row][pivot] / system[pivot][pivot]
                for column in system.indices { system[row][column] -= factor * system[pivot][column] }
                right[row] -= factor * right[pivot]
            }
        }
        for pivot in system.indices.reversed() {
            for column in system.indices where column > pivot { right[pivot] -= system[pivot][column] * right[column] }
            right[pivot] /= system[pivot][pivot]
        }
        return free.indices.map { score in
            free[score] ? active.indices.reduce(0.0) { $0 + slopes[active[$1]][score] * right[$1] } : 0
        }
    }
}
