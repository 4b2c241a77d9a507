// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignDistributions

/// The peak of a log density and the normal law that its curvature there implies (Laplace's approximation).
struct Peak {
    var mode: [Double]
    var covariance: SquareMatrix
}

/// Finds the peak of a log density of which no derivatives are known.
///
/// The minimiser is GSL's `vector_bfgs2` (Fletcher 1987, "Practical methods of optimization", section 2.6), with gradients by
/// central differences.
struct ModeFinder {
    let logDensity: @Sendable ([Double]) -> Double
    let workers: Workers

    /// The half width of differences.
    private static let width = 1e-3
    /// What an eigenvalue of the curvature is raised to: the prior's are 1, and data can flatten them a little only.
    private static let eigenvalueFloor = 0.3

    /// The peak that is found from the origin; nil where the density there is 0.
    func peak(dimensions: Int) -> Peak? {
        let origin = Array(repeating: 0.0, count: dimensions)
        guard logDensity(origin).isFinite else { return nil }
        let mode = dimensions == 0 ? [] : minimise(from: origin)
        return Peak(mode: mode, covariance: curvature(at: mode).inverse(eigenvalueFloor: Self.eigenvalueFloor))
    }

    private func value(_ point: [Double]) -> Double {
        let value = logDensity(point)
        // The minimiser needs numbers: what is impossible is merely very unlikely to it.
        return value.isFinite ? -value : 1e100
    }

    fileprivate func gradient(_ point: [Double]) -> [Double] {
        let ends = workers.map(2 * point.count) { [self] index in
            var moved = point
            moved[index / 2] += index % 2 == 0 ? Self.width : -Self.width
            return value(moved)
        }
        return point.indices.map { (ends[2 * $0] - ends[2 * $0 + 1]) / (2 * Self.width) }
    }

    /// Minus the second derivatives of the log density.
    private func curvature(at point: [Double]) -> SquareMatrix {
        let (count, h) = (point.count, 1e-2)
        let pairs = (0..<count).flatMap { row in (0...row).map { (row, $0) } }
        let centre = value(point)
        let found = workers.map(pairs.count) { [self] index in
            let (row, column) = pairs[index]
            func at(_ first: Double, _ second: Double) -> Double {
                var moved = point
                moved[row] += first
                moved[column] += second
                return value(moved)
            }
            if row == column { return (at(h, 0) - 2 * centre + at(-h, 0)) / (h * h) }
            return (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h * h)
        }
        var matrix = SquareMatrix(count: count)
        for (pair, value) in zip(pairs, found) {
            matrix[pair.0, pair.1] = value
            matrix[pair.1, pair.0] = value
        }
        return matrix
    }
}

// MARK: - GSL's minimiser

extension ModeFinder {
    /// What GSL's functions get handed through.
    private final class Context {
        let finder: ModeFinder
        init(_ finder: ModeFinder) { self.finder = finder }

        static func of(_ pointer: UnsafeMutableRawPointer?) -> ModeFinder? {
            pointer.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue().finder }
        }
    }

    private static func point(_ vector: UnsafePointer<gsl_vector>?) -> [Double] {
        guard let vector else { return [] }
        return (0..<vector.pointee.size).map { gsl_vector_get(vector, $0) }
    }

    private func minimise(from start: [Double]) -> [Double] {
        GSL.prepare()
        let count = start.count
        guard let minimiser = gsl_multimin_fdfminimizer_alloc(bfgs2_minimiser(), count),
            let first = gsl_vector_alloc(count)
        else { return start }
        defer {
            gsl_multimin_fdfminimizer_free(minimiser)
            gsl_vector_free(first)
        }
        for (index, value) in start.enumerated() { gsl_vector_set(first, index, value) }
        let context = Context(self)
        return withExtendedLifetime(context) {
            var function = gsl_multimin_function_fdf(
                f: { vector, context in Context.of(context)?.value(ModeFinder.point(vector)) ?? .nan },
                df: { vector, context, result in
                    guard let finder = Context.of(context), let result else { return }
                    for (index, slope) in finder.gradient(ModeFinder.point(vector)).enumerated() {
                        gsl_vector_set(result, index, slope)
                    }
                },
                fdf: { vector, context, value, result in
                    guard let finder = Context.of(context), let value, let result else { return }
                    let point = ModeFinder.point(vector)
                    value.pointee = finder.value(point)
                    for (index, slope) in finder.gradient(point).enumerated() { gsl_vector_set(result, index, slope) }
                },
                n: count, params: Unmanaged.passUnretained(context).toOpaque())
            return withUnsafeMutablePointer(to: &function) { function in
                gsl_multimin_fdfminimizer_set(minimiser, function, first, 0.1, 0.1)
                for _ in 0..<100 {
                    // Where no step makes progress the peak is reached as nearly as differences tell.
                    guard gsl_multimin_fdfminimizer_iterate(minimiser) == 0 else { break }
                    let slope = ModeFinder.point(gsl_multimin_fdfminimizer_gradient(minimiser))
                    if slope.allSatisfy({ abs($0) < 1e-2 }) { break }
                }
                let found = ModeFinder.point(gsl_multimin_fdfminimizer_x(minimiser))
                return found.allSatisfy(\.isFinite) ? found : start
            }
        }
    }
}
