// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// The block of a scenario file that holds what results taught.
public enum LearnedText {
    /// The file's text with what was learnt at its end, in the place of what stood there before; nothing else is touched, so that removing
    /// the block gives the file back byte for byte.
    public static func text(_ text: String, learning learned: Learned) -> String {
        // By bytes, since a carriage return and a line feed are one character.
        let pieces = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        var lines = removed(pieces.map { String(decoding: $0, as: UTF8.self) })
        // The last line ends like every other.
        if lines.last?.isEmpty == true { lines.removeLast() }
        return (lines + Self.lines(learned)).joined(separator: "\n") + "\n"
    }

    /// The lines without the block.
    private static func removed(_ lines: [String]) -> [String] {
        guard let first = lines.firstIndex(where: { $0.hasPrefix(key) }) else { return lines }
        let rest = lines[(first + 1)...]
        let next = rest.firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
        return Array(lines[..<first] + lines[next...])
    }

    private static let key = "learned:"

    /// The block.
    static func lines(_ learned: Learned) -> [String] {
        [
            key, "  # Written by 'tiercast calibrate': what results taught of the scores behind the quantities above.",
            "  # Without this block the assumptions are what the rest of the file states.",
        ] + body(learned)
    }

    /// The block without remarks.
    static func body(_ learned: Learned) -> [String] {
        ["  season: \(ResolvedText.percent(learned.season))", "  from:"]
            + learned.sources.map { "    - {\(source($0))}" } + ["  scores:"]
            + learned.scores.map { "    - {\(score($0))}" }
    }

    private static func source(_ source: Learned.Source) -> String {
        var parts = ["rows: \(source.rows)", "creators: \(source.creators)", "orders: \(source.orders)"]
        if let day = source.firstDay { parts.append("first: \(day)") }
        if let day = source.lastDay { parts.append("last: \(day)") }
        parts.append("hash: \(ResolvedText.quoted(source.hash))")
        if !source.sample.isEmpty {
            parts.append("sample: [\(source.sample.map(ResolvedText.quoted).joined(separator: ", "))]")
        }
        return parts.joined(separator: ", ")
    }

    /// What a score says, on one line.
    static func score(_ score: Learned.Score) -> String {
        let factor = score.factor.map(number).joined(separator: ", ")
        return "of: \(score.quantity)" + (score.part > 1 ? ", part: \(score.part)" : "")
            + ", prior: \(ResolvedText.quoted(score.prior)), mean: \(number(score.mean)), factor: [\(factor)]"
    }

    /// Where a score lies, in its standard deviations before anything was learnt.
    static func summary(_ score: Learned.Score) -> String {
        func rounded(_ value: Double) -> String { DecimalNumber(value).rounded(toPlace: -3).literal }
        return "score \(rounded(score.mean)) ± \(rounded(score.deviation))"
    }

    private static func number(_ value: Double) -> String { DecimalNumber(value).literal }
}
