// SPDX-License-Identifier: GPL-3.0-or-later

/// Which scores data say something about: a fit leaves the others alone, so that what nothing was learnt of does not change
/// by the noise of weights.
public enum TouchedScores {
    /// The independent scores behind correlated ones that the likelihood reads: those with an entry in one of their rows of the
    /// prior's factor.
    public static func inputs(of scores: Set<Int>, factor: SquareMatrix) -> [Int] {
        (0..<factor.count).filter { column in scores.contains { factor[$0, column] != 0 } }
    }

    /// The independent scores that move a log likelihood: those of which a few steps, from the centre or from a point beside it,
    /// change a bit.
    public static func found(count: Int, logLikelihood: ([Double]) -> Double) -> [Int] {
        // Beside the centre, where a score acts that another one multiplies.
        let beside = (0..<count).map { index -> Double in
            let size = 0.5 / Double(index % 3 + 1)
            return index % 2 == 0 ? size : -size
        }
        let centre = Array(repeating: 0.0, count: count)
        return (0..<count).filter { index in
            moves(index, from: centre, logLikelihood) || moves(index, from: beside, logLikelihood)
        }
    }

    private static func moves(_ index: Int, from base: [Double], _ logLikelihood: ([Double]) -> Double) -> Bool {
        let value = logLikelihood(base)
        return [0.5, -0.5, 2, -2].contains { step in
            var moved = base
            moved[index] += step
            return logLikelihood(moved) != value
        }
    }
}
