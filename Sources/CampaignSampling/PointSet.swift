// SPDX-License-Identifier: GPL-3.0-or-later

/// How the independent numbers behind trials are drawn: a column an input, a number in (0, 1) a trial.
public enum PointSet: Sendable, Hashable, Codable {
    /// Each number by itself: the first one of the input's stream in the trial.
    case independent(NoiseKey)
    /// Sobol' points in randomly shifted copies, one after the other; inputs beyond the dimensions known are drawn independently.
    ///
    /// - Parameters:
    ///   - points: the trials of each copy, a power of two.
    ///   - seed: the seed of the shifts.
    case sobol(points: Int, seed: UInt64)

    /// The numbers of `trials`.
    ///
    /// - Parameters:
    ///   - trials: the trials, from 0.
    ///   - inputs: the stream of each input.
    public func uniforms(_ trials: Range<Int>, inputs: [StreamName]) -> [[Double]] {
        switch self {
        case .independent(let noise):
            return inputs.map { name in trials.map { noise.stream(name, trial: $0, layer: []).uniform } }
        case .sobol(let points, let seed):
            guard !inputs.isEmpty else { return [] }
            let sequence = SobolPoints(dimensions: min(inputs.count, SobolPoints.mostDimensions))
            return inputs.enumerated().map { dimension, name in
                guard dimension < sequence.dimensions else {
                    return trials.map { name.uniform(seed: seed, trial: $0) }
                }
                return Self.copies(trials, of: points).flatMap { copy, own in
                    sequence.coordinate(dimension, of: own, set: copy, seed: seed)
                }
            }
        }
    }

    /// Trials cut where copies of `points` trials begin: each copy's number and the trials within it.
    private static func copies(_ trials: Range<Int>, of points: Int) -> [(copy: Int, own: Range<Int>)] {
        var result: [(Int, Range<Int>)] = []
        var start = trials.lowerBound
        while start < trials.upperBound {
            let copy = start / points
            let end = min(trials.upperBound, (copy + 1) * points)
            result.append((copy, start - copy * points..<end - copy * points))
            start = end
        }
        return result
    }

    /// How trials belong together.
    public var batches: Batches {
        switch self {
        case .independent: .independent
        case .sobol(let points, _): .replicates(of: points)
        }
    }
}

/// How trials belong together, from which the error of what is worked out of them follows.
public enum Batches: Sendable, Hashable, Codable {
    /// Every trial is independent of the others.
    case independent
    /// Trials come in replicates of so many, each a point set of its own; replicates are independent, the trials of one are not.
    case replicates(of: Int)
}
