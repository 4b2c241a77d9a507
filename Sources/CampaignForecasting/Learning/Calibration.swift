// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignLearning
public import CampaignModel

/// What results taught of a scenario.
public struct Calibration: Sendable {
    /// The scenario, with what was learnt before.
    public var subject: Subject
    /// The seed of all draws.
    public var seed: UInt64
    /// What became of the rows.
    public var account: ResultAccount
    /// Whether the results were foreseeable.
    public var check: PriorCheck
    /// How the law that was fitted stands to what results say; nil where nothing was fitted.
    public var fit: LawCheck?
    /// Why the law is refused; empty where it is kept.
    public var failures: [GateFailure]
    /// What is known now, that of earlier results among it; nil where nothing was ever learnt, or where the law is refused.
    public var learned: Learned?
    /// What the next campaign draws anew, though these results had one value of it.
    public var season: Season
    /// The uncertain quantities that results say something of, before and after.
    public var quantities: [LearntQuantity]
    /// What planners read, by line, before and after.
    public var figures: [LearntFigure]
    /// Parts of the scenario that the likelihood leaves out.
    public var leftOut: [ModelPart]

    /// What becomes of the season.
    public enum Season: Sendable, Equatable {
        /// This share of the variance of the score of `offer`.
        case redrawn(Double)
        /// `offer` is known, so nothing stands for it.
        case notUncertain
        /// Results say nothing of `offer`.
        case untouched
        /// Nothing of it.
        case none
    }

    /// An uncertain quantity before and after.
    public struct LearntQuantity: Sendable {
        /// As it was known before, and as it is now.
        public var before, after: Assumption
        /// How wide the law of its score is now, as a share of its width before.
        public var width: Double
    }

    /// A figure of a line before and after.
    public struct LearntFigure: Sendable {
        /// What a figure is.
        public enum Kind: String, CaseIterable, Sendable {
            /// Tracked orders of a post of a creator of typical size: the mean over creators and luck.
            case ordersPerPost = "orders_per_post"
            /// The fee of a post over that.
            case feePerOrder = "fee_per_order"
        }

        /// The line.
        public var line: String
        /// What it is.
        public var kind: Kind
        /// The quantiles at 5, 50 and 95 %.
        public var before, after: [QuantileEstimate]
    }

    /// Whether the law is kept.
    public var isKept: Bool { failures.isEmpty }
}

/// Why results cannot be learnt from.
public enum CalibrationError: Error, Sendable, Equatable {
    /// Rows that were learnt from before: so many of so many kept hashes come again.
    case learntBefore(Learned.Source, found: Int)
    /// No row says anything of a line.
    case nothingFits(ResultAccount)
    /// Everything that results say something of is known.
    case nothingUncertain
    /// Quantities that take single values, which no law of scores can follow.
    case jumps([QuantityPath])
    /// A season of another size than that of what was learnt before.
    case otherSeason(asked: Double, before: Double)
    /// Creators given to lines that the scenario does not have.
    case unknownLine(String, known: [String])

    /// The reason, and what to do instead.
    public var message: String {
        switch self {
        case .learntBefore(let source, let found):
            "results that were learnt from before are among these (\(found) of \(source.sample.count) rows kept to tell; those from "
                + "\(source.firstDay ?? "?") to \(source.lastDay ?? "?")); leave them out, or calibrate the scenario without 'learned'"
        case .nothingFits(let account):
            account.rows == 0
                ? "no row of results is of a creator"
                : "of \(account.rows) rows none says anything of a line: " + Self.reasons(account)
        case .nothingUncertain: "nothing that results could teach is uncertain: write what is not known as an interval"
        case .jumps(let paths):
            "\(paths.map(\.inWords).joined(separator: ", ")): takes single values, of which results cannot teach step by step; state an "
                + "interval instead"
        case .otherSeason(let asked, let before):
            "was learnt with a season of \(before), and \(asked) is asked for; leave --season out, or calibrate the scenario without 'learned'"
        case .unknownLine(let name, let known):
            "there is no line '\(name)'; the lines are \(known.joined(separator: ", "))"
        }
    }

    private static func reasons(_ account: ResultAccount) -> String {
        account.findings.filter(\.fate.isLeftOut).map { "\($0.rows) are of \($0.fate.meaning)" }.joined(separator: "; ")
    }
}
