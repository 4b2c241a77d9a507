// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How exactly the figures are known that a run was to know exactly.
public struct PrecisionResult: Sendable, Equatable {
    /// What was asked for.
    public var goal: PrecisionGoal
    /// A figure a split that it was asked for, or the one of a difference.
    public var figures: [PrecisionFigure]
    /// The trials that it took.
    public var trials: Int
    /// The trials that it might take at most.
    public var mostTrials: Int

    /// The probability that the interval of a figure holds what all campaigns would give.
    public static let confidence = 0.95

    /// Whether every figure is known as exactly as was asked for.
    public var isReached: Bool { figures.allSatisfy(\.isReached) }

    /// Whether no further trials would help: what is not reached never is.
    var isHopeless: Bool { figures.allSatisfy { $0.isReached || $0.isHopeless } }
}

/// A figure with how exactly it is known.
public struct PrecisionFigure: Sendable, Equatable {
    /// The split that it is of.
    public var split: String
    /// The split that is taken off; nil where none is.
    public var minus: String?
    /// The figure; NaN where there is none.
    public var value: Double
    /// The ends of its 95 % interval.
    public var low, high: Double
    /// How far the farther end may lie from it.
    public var wanted: Double
    /// What a reader should know of it; nil where there is nothing.
    public var doubt: PrecisionDoubt?
    /// About how many trials would do; nil where it is reached, or where more trials need not help.
    public var neededTrials: Int?

    /// How far the farther end lies from it.
    public var halfWidth: Double { max(value - low, high - value) }

    /// Whether it is known as exactly as was asked for.
    public var isReached: Bool { halfWidth.isFinite && halfWidth <= wanted }

    fileprivate var isHopeless: Bool { doubt == .undefined || (doubt == .infinite && low == value) }
}

/// Why a figure is not known more exactly, or less than its interval says.
public enum PrecisionDoubt: Sendable, Equatable {
    /// It is defined in no trial.
    case undefined
    /// It is infinite.
    case infinite
    /// What was to be counted happened in no trial, or in every one.
    case never, always
    /// It may be 0, of which no share is narrow.
    case aroundZero
    /// The values jump there: none lie between the ends of the interval.
    case jump
    /// One trial has this share of the spread, so that the error of the mean is itself not well known.
    case oneTrial(share: Double)
}
