// SPDX-License-Identifier: GPL-3.0-or-later

/// Why rows of results taught nothing, or not all they could.
public enum ResultFate: String, CaseIterable, Sendable {
    // Left out.
    case repeated
    case withoutCreator = "without_creator"
    case onSeveralPlatforms = "on_several_platforms"
    case withoutLine = "without_line"
    case ofSeveralLines = "of_several_lines"
    case listedOnly = "listed_only"
    // Used, but not in full.
    case otherCurrency = "other_currency"
    case withoutBase = "without_base"
    case withoutPostDay = "without_post_day"

    /// Whether the rows were left out as a whole.
    public var isLeftOut: Bool {
        switch self {
        case .repeated, .withoutCreator, .onSeveralPlatforms, .withoutLine, .ofSeveralLines, .listedOnly: true
        case .otherCurrency, .withoutBase, .withoutPostDay: false
        }
    }

    /// What became of the rows, and what to do about it.
    public var meaning: String {
        switch self {
        case .repeated: "the same rows in another file, counted once"
        case .withoutCreator: "orders without a creator"
        case .onSeveralPlatforms:
            "a creator on several platforms, and rows that do not say on which; fill in 'platform'"
        case .withoutLine:
            "creators who fit no line by platform and followers; add a line, fill in 'followers', or name one by --line"
        case .ofSeveralLines:
            "creators who fit several lines by platform and followers; fill in 'followers' or 'platform', or name one by --line"
        case .listedOnly: "creators of whom nothing but followers is known, so not that they took part"
        case .otherCurrency: "money in another currency than the scenario's; counts are used, money is not"
        case .withoutBase:
            "orders of creators of whom neither followers, views nor clicks are known, so that they say nothing of a rate; "
                + "values and refunds are used"
        case .withoutPostDay:
            "no day of a post is known, so all clicks and orders are taken for in; add the days of posts"
        }
    }
}

/// What became of the rows of results.
public struct ResultAccount: Sendable, Equatable {
    /// Rows with one fate.
    public struct Finding: Sendable, Equatable {
        /// What became of them.
        public var fate: ResultFate
        /// How many rows.
        public var rows: Int
        /// The creators they are of, sorted; empty where no creator is known.
        public var creators: [String]
    }

    /// All rows.
    public var rows = 0
    /// Rows that the likelihood saw.
    public var usedRows = 0
    /// The creators of these, and the tracked orders.
    public var creators = 0, orders = 0
    /// The first and the last day of a row, `YYYY-MM-DD`; nil where none has one.
    public var firstDay, lastDay: String?
    /// What became of the others, in the order of the cases.
    public var findings: [Finding] = []
    /// How many creators each line was held against, in the order of the scenario.
    public var lines: [(name: String, creators: Int)] = []

    /// Whether two accounts say the same.
    public static func == (one: ResultAccount, other: ResultAccount) -> Bool {
        one.rows == other.rows && one.usedRows == other.usedRows && one.creators == other.creators
            && one.orders == other.orders && one.firstDay == other.firstDay && one.lastDay == other.lastDay
            && one.findings == other.findings && one.lines.map(\.name) == other.lines.map(\.name)
            && one.lines.map(\.creators) == other.lines.map(\.creators)
    }
}
