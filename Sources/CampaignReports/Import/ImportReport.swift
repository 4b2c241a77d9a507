// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignResults

/// What an import did, ready to be told.
public struct ImportReport: Sendable {
    /// What was read, merged, dropped and doubted, and what is left.
    public let account: ImportAccount
    /// The results file; nil where none was written.
    public let output: String?
    /// The file that leads from hashes back to names, and how many names it holds; nil where none was written.
    public let keys: (file: String, names: Int)?

    /// The report of an import.
    public init(_ account: ImportAccount, output: String?, keys: (file: String, names: Int)?) {
        (self.account, self.output, self.keys) = (account, output, keys)
    }

    /// What was imported, in a sentence.
    public var sentence: String {
        let totals = account.totals
        let rows = account.files.reduce(0) { $0 + $1.rows }
        let orders = totals.reduce(0) { $0 + $1.orders }
        let (pending, refunds) = (totals.reduce(0) { $0 + $1.pending }, totals.reduce(0) { $0 + $1.refunds })
        var details: [String] = []
        if pending > 0 { details.append("\(Self.number(pending)) pending") }
        if refunds > 0 { details.append("\(Self.number(refunds)) sent back") }
        var what = Self.counted(orders, "order")
        if !details.isEmpty { what += " (\(details.joined(separator: ", ")))" }
        let worth = account.currencies.compactMap { code in
            let value = totals.filter { $0.currency == code }.reduce(0) { $0 + $1.value }
            return value > 0 ? Self.money(value, code) : nil
        }
        if !worth.isEmpty { what += " worth \(worth.joined(separator: " and "))" }
        what += " of \(Self.counted(account.creators, "creator"))"
        if account.posts > 0 { what += " and \(Self.counted(account.posts, "post"))" }
        if let days = account.days {
            let isOne = days.lowerBound == days.upperBound
            what += isOne ? ", on \(days.lowerBound.text)" : ", from \(days.lowerBound.text) to \(days.upperBound.text)"
        }
        return "\(Self.counted(rows, "row")) in \(Self.counted(account.files.count, "file")) hold \(what)."
    }

    /// What became of rows: what was merged first, what is only worth saying last.
    static func sorted(_ findings: [ImportFinding]) -> [ImportFinding] { findings.sorted { rank($0) < rank($1) } }

    private static func rank(_ finding: ImportFinding) -> (Int, Int) {
        (
            ImportReason.Verdict.allCases.firstIndex(of: finding.reason.verdict) ?? 0,
            ImportReason.allCases.firstIndex(of: finding.reason) ?? 0
        )
    }

    static func number(_ count: Int) -> String { Figure(exactly: Double(count)).text(.count) }

    static func counted(_ count: Int, _ word: String) -> String { "\(number(count)) \(word)\(count == 1 ? "" : "s")" }

    static func money(_ value: Double, _ code: String) -> String {
        Figure(exactly: (value * 100).rounded() / 100).text(.money(Currency(code: code)))
    }
}

extension FileAccount {
    /// How many rows had this fate.
    func count(_ verdict: ImportReason.Verdict) -> Int {
        findings.filter { $0.reason.verdict == verdict }.reduce(0) { $0 + $1.count }
    }
}
