// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Money of a split that hires nobody: what is not spent on anybody earns nothing, and to call that a saving would praise a plan
/// for not taking place.
public struct UnhiredMoney: Sendable, Equatable {
    /// The lines whose money hires nobody; none where it is the whole split.
    public var lines: [String]
    /// Their share of the split's budget; 1 of the whole split.
    public var share: Double
    /// Trials in which nobody is hired: of several lines, by the one that does best.
    public var nobodyHired: Proportion

    /// The share of a split's budget from which on lines that hire nobody decide what the split is.
    public static let leastShare = 0.2
    /// The share of campaigns from which on money that hires nobody is no accident.
    public static let leastChance = 0.1

    /// Money that hires nobody.
    public init(lines: [String], share: Double, nobodyHired: Proportion) {
        self.lines = lines
        self.share = share
        self.nobodyHired = nobodyHired
    }

    /// The money of a split that hires nobody too often; nil where there is none, or less than a fifth of the budget.
    ///
    /// - Parameters:
    ///   - total: trials in which the whole split hires nobody.
    ///   - lines: for each line its share of the split's budget, and trials in which it hires nobody.
    public init?(total: Proportion, lines: [(name: String, share: Double, nobodyHired: Proportion)]) {
        let idle = lines.filter { Self.isIdle($0.nobodyHired.value) }
        let share = idle.reduce(0) { $0 + $1.share }
        let least = idle.map(\.nobodyHired).min { $0.value < $1.value }
        if Self.isIdle(total.value) {
            // One line may hire nobody far more often than all together.
            let worst = idle.filter { Self.counts(share: $0.share) }.max {
                $0.share * $0.nobodyHired.value < $1.share * $1.nobodyHired.value
            }
            if let worst, lines.count > 1, worst.share * worst.nobodyHired.value > total.value {
                self.init(lines: [worst.name], share: worst.share, nobodyHired: worst.nobodyHired)
            } else {
                self.init(lines: [], share: 1, nobodyHired: total)
            }
        } else if let least, Self.counts(share: share) {
            self.init(lines: idle.map(\.name), share: share, nobodyHired: least)
        } else {
            return nil
        }
    }

    /// Whether a line or a split that hires nobody with this chance is idle.
    static func isIdle(_ chance: Double) -> Bool { chance >= leastChance - 1e-9 }

    /// Whether idle lines with this share of a budget decide what the split is.
    static func counts(share: Double) -> Bool { share >= leastShare - 1e-9 }
}
