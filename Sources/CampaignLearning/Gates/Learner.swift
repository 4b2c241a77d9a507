// SPDX-License-Identifier: GPL-3.0-or-later

/// Learns a law of scores, and keeps it where it passes its gates.
public struct Learner: Sendable {
    /// What is fitted.
    public var fit: ScoreFit
    /// The numbers that planners read.
    public var statistics: [LearntStatistic]

    /// A learner.
    public init(fit: ScoreFit, statistics: [LearntStatistic] = []) {
        self.fit = fit
        self.statistics = statistics
    }

    /// What was learnt, or why nothing was.
    ///
    /// Where quantiles alone are off, chance in the draws may be why, and more draws judge.
    public func learn() -> Learning {
        let first = learn(fit)
        return !first.failures.isEmpty && first.failures.allSatisfy(\.isOfQuantile) ? learn(fit.withMoreDraws) : first
    }

    private func learn(_ fit: ScoreFit) -> Learning {
        do throws(FitFailure) {
            let found = try fit.fit()
            let failures =
                found.check.map { Gates.failures($0, statistics: statistics, widened: fit.widened) } ?? []
            return Learning(law: found.law, check: found.check, failures: failures)
        } catch {
            return Learning(law: .prior(count: fit.count), check: nil, failures: [.fit(error)])
        }
    }
}

/// What was learnt.
public struct Learning: Sendable {
    /// The law; it stands for what was learnt only where it failed no gate.
    public var law: AffineLaw
    /// How the law stands to the posterior; nil where nothing was fitted.
    public var check: LawCheck?
    /// Why the law is refused; empty where it is kept.
    public var failures: [GateFailure]
}
