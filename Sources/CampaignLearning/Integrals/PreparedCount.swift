// SPDX-License-Identifier: GPL-3.0-or-later

/// A count with its constants worked out, for many evaluations.
enum PreparedCount: Sendable {
    case unbounded(PoissonCount)
    case logit(LogitCount)
    case capped(LogLinkCount)
    case cappedAll(trials: Double)
    case cappedAllButOne(trials: Double)

    init(_ count: LuckyCount) {
        switch count {
        case .unbounded(let count): self = .unbounded(PoissonCount(count))
        case .logit(let count, let trials): self = .logit(LogitCount(count, of: trials))
        case .capped(let count, let trials):
            self =
                count == trials
                ? .cappedAll(trials: Double(trials))
                : count == trials - 1
                    ? .cappedAllButOne(trials: Double(trials)) : .capped(LogLinkCount(count, of: trials))
        }
    }

    func logProbability(level: Double, spread: Double, _ rule: HermiteRule) -> Double {
        switch self {
        case .unbounded(let law): law.logIntegral(level: level, spread: spread, rule)
        case .logit(let law): law.logIntegral(level: level, spread: spread, rule)
        case .capped(let law): law.logIntegral(level: level, spread: spread, rule)
        case .cappedAll(let trials): CappedChance.logAll(trials: trials, level: level, spread: spread)
        case .cappedAllButOne(let trials): CappedChance.logAllButOne(trials: trials, level: level, spread: spread)
        }
    }
}
