// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of rows for one reason.
public struct ImportFinding: Sendable, Equatable {
    /// Why.
    public let reason: ImportReason
    /// How many rows.
    public internal(set) var count: Int
    /// The lines of the first ones.
    public internal(set) var lines: [Int]

    static let linesShown = 3
}

/// What was found in one file.
public struct FileAccount: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it was taken for.
    public let kind: String
    /// How it is written: delimiter, header, decimal mark, order of dates.
    public internal(set) var layout: [String]
    /// The rows under its header.
    public internal(set) var rows = 0
    /// Those that became rows of the results.
    public internal(set) var kept = 0
    /// What became of the others, and what is worth saying of those kept.
    public internal(set) var findings: [ImportFinding] = []
    /// Columns with personal data that were not read.
    public internal(set) var personal: [String] = []

    /// Notes a row.
    mutating func note(_ reason: ImportReason, line: Int) { findings.note(reason, line: line) }
}

extension [ImportFinding] {
    /// Notes a row; 0 stands for no line.
    mutating func note(_ reason: ImportReason, line: Int = 0, count: Int = 1) {
        if let index = firstIndex(where: { $0.reason == reason }) {
            self[index].count += count
            if line > 0, self[index].lines.count < ImportFinding.linesShown { self[index].lines.append(line) }
        } else {
            append(ImportFinding(reason: reason, count: count, lines: line > 0 ? [line] : []))
        }
    }
}

/// What an import read, merged, dropped and doubted, and what is left.
public struct ImportAccount: Sendable, Equatable {
    /// The sums of the rows of one network in one currency.
    public struct Total: Sendable, Equatable {
        /// The network.
        public let network: String
        /// The currency; empty of what has none.
        public let currency: String
        /// The rows.
        public internal(set) var rows = 0
        /// Tracked orders, those pending and those sent back among them.
        public internal(set) var orders = 0
        /// Orders that may still be sent back.
        public internal(set) var pending = 0
        /// Orders sent back whole.
        public internal(set) var refunds = 0
        /// Views, engagements and clicks.
        public internal(set) var views = 0, engagements = 0, clicks = 0
        /// What was ordered, sent back, paid by order and paid besides.
        public internal(set) var value = 0.0, refunded = 0.0, commission = 0.0, fee = 0.0
        /// The last day until which no order is pending.
        public internal(set) var settledUntil: CalendarDay?
    }

    /// The files, in the order in which they were named.
    public internal(set) var files: [FileAccount] = []
    /// What became of rows when the files were put together.
    public internal(set) var findings: [ImportFinding] = []
    /// What is left, by network and currency.
    public internal(set) var totals: [Total] = []
    /// The creators and posts that rows are of.
    public internal(set) var creators = 0, posts = 0
    /// The first and the last day of a row.
    public internal(set) var days: ClosedRange<CalendarDay>?

    /// The rows of the results.
    public var rows: Int { totals.reduce(0) { $0 + $1.rows } }
    /// The currencies of the results.
    public var currencies: [String] { Set(totals.map(\.currency)).subtracting([""]).sorted() }
}
