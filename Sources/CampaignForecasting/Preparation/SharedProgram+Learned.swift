// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

extension SharedProgram {
    /// Gives leaves the joint law of scores z = μ + A·ε in the place of what they are drawn from.
    ///
    /// It is the same as standard normal scores that are correlated, and laws that take them to the mean and the standard deviation
    /// learnt. So whatever knows laws and correlations knows what was learnt, and no stream moves.
    ///
    /// - Parameters:
    ///   - own: the leaves, with all others that they are correlated with.
    ///   - mean: μ, by leaf.
    ///   - factor: the rows of A up to its diagonal, by leaf.
    mutating func learn(_ own: [Int], mean: [Double], factor: [[Double]]) {
        correlated.removeAll { !Set($0.leaves).isDisjoint(with: own) }
        let count = own.count
        var rows = Array(repeating: 0.0, count: count * count)
        for (row, leaf) in own.enumerated() {
            let deviation = factor[row].reduce(0.0) { $0 + $1 * $1 }.squareRoot()
            for (column, entry) in factor[row].enumerated() { rows[row * count + column] = entry / deviation }
            leaves[leaf].law = .moved(leaves[leaf].law, mean: mean[row], deviation: deviation)
            leaves[leaf].learnt = (mean[row], deviation)
        }
        if count > 1 { correlated.append(CorrelatedLeaves(leaves: own, factor: rows)) }
    }
}
