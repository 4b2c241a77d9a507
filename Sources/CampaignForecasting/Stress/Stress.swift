// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What becomes of a plan when things go wrong.
public struct Stress: Sendable {
    /// What it is about.
    public var subject: Subject
    /// How it was computed.
    public var provenance: ForecastProvenance
    /// The metric by which splits are told apart.
    public var metric: Metric
    /// The names of the splits, in the order of the scenario.
    public var splits: [String]
    /// The goals of the scenario.
    public var goals: [Goal]
    /// The number of the split whose mean is best as planned.
    public var leader: Int
    /// The world as planned, then each shock or combination.
    public var worlds: [StressedWorld]
    /// By assumption, at which of its values the best split changes or a goal breaks, everything else as it is drawn.
    public var switchingValues: [SwitchingValues]
    /// The trials in which assumptions are moved; what all trials say of the plan corrects what these say of its changes.
    public var searchTrials: Int
    /// Whether the file tells which orders the campaign caused, and the metric counts others too.
    public var countsUncaused: Bool
    /// The splits that cannot be ranked as planned, as their money hires nobody too often.
    public var unranked: [Int]
    /// The smallest joint shifts of the uncertain assumptions that change the best split or break a goal; empty where nothing
    /// is uncertain.
    public var reverse: [ReverseStress]
}

/// What the splits return in one world.
public struct StressedWorld: Sendable {
    /// The name of the shock or combination; empty as planned.
    public var name: String
    /// What it stands for.
    public var meaning: String
    /// By split.
    public var splits: [StressedSplit]
    /// What it changes at all; nil as planned.
    public var effect: ShockEffect?
    /// The number of the split whose mean is best of those that can be ranked; nil where there is none.
    public var winner: Int?
    /// Whether the winner's mean is shown to be better than every other's (95 % in all, Bonferroni).
    public var isClear: Bool
    /// What the plan's best split gives up on average against the winner of this world.
    public var regret: Estimate?
}

/// What a shock changes.
public struct ShockEffect: Sendable, Equatable {
    /// Whether it changes the metric of any split in any trial.
    public var changesMetric: Bool
    /// Whether it changes what a goal looks at.
    public var changesGoals: Bool
    /// The other metrics that it changes, in the first trials; looked for only where it changes neither of these.
    public var others: [Metric]

    /// Whether it changes anything that is looked at.
    public var acts: Bool { changesMetric || changesGoals }
}

/// What a split returns in one world.
public struct StressedSplit: Sendable, Equatable {
    /// The mean of the metric; of a ratio the ratio of the means.
    public var mean: Estimate?
    /// The mean less that as planned, in the same imagined campaigns.
    public var change: Estimate?
    /// How often all goals are met together; of no trials where there are none.
    public var goalsMet: Proportion
    /// The mean of the metric in its worst twentieth of trials; nil where a value of it is not finite.
    public var shortfall: Estimate?
    /// The mean cost.
    public var cost: Estimate?
    /// The mean cost less that as planned.
    public var costChange: Estimate?
    /// The mean return on investment, the ratio of means, less that as planned.
    public var roiChange: Estimate?
    /// The money that hires nobody too often for the split to be ranked; nil where there is none.
    public var unhired: UnhiredMoney?
}

/// Where moving one assumption by itself changes the decision.
public struct SwitchingValues: Sendable {
    /// The assumption.
    public var assumption: Assumption
    /// The lowest and highest value looked at.
    public var range: ClosedRange<Double>
    /// The nearest values at which something changes; empty where nothing does within the range.
    public var values: [SwitchingValue]
    /// The trials in which it was moved.
    public var trials: Int
}

/// What a move can change.
public enum SwitchingTarget: Sendable, Equatable {
    /// The best split is no longer the one planned.
    case winner
    /// The planned split meets a goal, by its number, in less than half of the campaigns instead of more, or the reverse.
    case goal(Int)
}

/// A value of an assumption at which something changes.
public struct SwitchingValue: Sendable, Equatable {
    /// What changes.
    public var target: SwitchingTarget
    /// The value, in the unit of the assumption.
    public var value: Double
    /// Its standard error.
    public var error: Double
    /// The ends of its 95 % interval; nil where that reaches beyond the range looked at.
    public var low, high: Double?
    /// Whether the interval leaves out the value that the assumption has now.
    public var isApart: Bool
    /// How far it lies from the assumption's centre: in standard deviations of its normal score where it is uncertain, else
    /// in powers of ten.
    public var distance: Double
    /// Whether the change comes above the value; else below.
    public var isAbove: Bool
    /// Whether the plan gets worse: another split becomes best, or the goal is no longer met.
    public var breaks: Bool
    /// The number of the split that is best beyond the value, where that is what changes.
    public var best: Int?
}

/// The nearest way in which all uncertain assumptions together change the decision.
public struct ReverseStress: Sendable {
    /// What changes.
    public var target: SwitchingTarget
    /// What was found.
    public var finding: Finding

    /// What a search found.
    public enum Finding: Sendable {
        /// It has changed already where every assumption stands at its median.
        case already
        /// The trials do not tell whether it has, where every assumption stands at its median.
        case open
        /// No shift of this length or less was found that changes it.
        case never(within: Double)
        /// The smallest shift found.
        case shift(JointShift)
    }
}

/// A joint move of all uncertain assumptions.
public struct JointShift: Sendable {
    /// Its length in standard deviations of independent normal scores: what is correlated moves together at less length.
    public var length: Double
    /// The standard error of the length.
    public var error: Double
    /// The ends of the length's 95 % interval, in this direction.
    public var low, high: Double
    /// The probability of a move this far or farther in this direction, Φ(−length).
    public var probability: Double
    /// By assumption, largest part of the length first.
    public var moves: [Move]

    /// What happens to one assumption.
    public struct Move: Sendable {
        /// The assumption.
        public var assumption: Assumption
        /// Its value at the end of the shift.
        public var value: Double
        /// Its move, in standard deviations of its normal score.
        public var score: Double
        /// Its part in the squared length; all add to 1.
        public var part: Double
        /// By how many standard deviations the largest mover would have to go further if this one moved one less.
        public var exchange: Double
    }
}
