// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Whether one contender's distribution dominates the other's, as far as trials can show it.
public struct DominanceVerdict: Sendable, Equatable {
    /// First order: at every threshold the dominating one is at least as likely to exceed it. Nil where it is not shown.
    public var firstOrder: Side?
    /// Second order: everybody who dislikes risk prefers the dominating one. Nil where it is not shown.
    public var secondOrder: Side?

    /// One of two contenders.
    public enum Side: String, Sendable, Equatable {
        case first, second
    }
}

/// Tests of stochastic dominance between paired values.
///
/// The hypothesis is that the first one does *not* dominate; it is given up only where, at every threshold between the
/// pooled 2.5 % and 97.5 % quantiles, the first one lies below the threshold significantly less often (first order) or
/// falls short of it by significantly less on average (second order, thresholds up to the greatest value). All thresholds
/// must agree, so the error of declaring a dominance that is not there is at most that of one of them, 0.1 %.
/// Source: Davidson and Duclos 2013, "Testing for restricted stochastic dominance", Econometric Reviews 32(1).
enum Dominance {
    private static let thresholdCount = 39

    /// What the pairs of finite values show; nothing where fewer than 100 are given.
    static func verdict(_ first: [Double], _ second: [Double], isBetterLower: Bool) -> DominanceVerdict {
        let pairs = zip(first, second).filter { $0.isFinite && $1.isFinite }
        let sign = isBetterLower ? -1.0 : 1.0
        let left = pairs.map { sign * $0.0 }
        let right = pairs.map { sign * $0.1 }
        guard pairs.count >= 100, left != right else { return DominanceVerdict() }
        let pooled = (left + right).sorted()
        let inner = (0..<thresholdCount).map { number in
            pooled[
                Int(clamping: Double(pooled.count - 1) * (0.025 + 0.95 * Double(number) / Double(thresholdCount - 1)))]
        }
        let thresholds = Array(Set(inner)).sorted()
        func side(_ shows: ([Double], [Double]) -> Bool) -> DominanceVerdict.Side? {
            shows(left, right) ? .first : shows(right, left) ? .second : nil
        }
        return DominanceVerdict(
            firstOrder: side { better, worse in
                // The greatest inner threshold may hold everything, where no difference is left to see.
                thresholds.dropLast(thresholds.count > 1 && thresholds.last == pooled.last ? 1 : 0).allSatisfy {
                    threshold in
                    exceeds(zip(worse, better).map { ($0 <= threshold ? 1 : 0) - ($1 <= threshold ? 1 : 0) })
                }
            },
            secondOrder: side { better, worse in
                (thresholds + [pooled[pooled.count - 1]]).allSatisfy { threshold in
                    exceeds(zip(worse, better).map { max(0, threshold - $0) - max(0, threshold - $1) })
                }
            })
    }

    /// Whether the mean lies above 0 by more than chance allows.
    private static func exceeds(_ values: [Double]) -> Bool {
        let moments = Moments(values)
        guard moments.mean > 0 else { return false }
        guard let error = moments.estimate?.standardError, error > 0 else { return true }
        return moments.mean / error > StandardNormal.z999
    }
}
