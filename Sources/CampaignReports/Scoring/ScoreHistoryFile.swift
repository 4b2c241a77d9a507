// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A history of scores as a file of comma-separated values: a row a figure of a campaign, each row sealed together with all before it.
public enum ScoreHistoryFile {
    /// The most bytes of such a file.
    public static let mostBytes = 1 << 26

    /// The file with one campaign more; what it holds stays as it is, byte for byte.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - bytes: a history that was read, or nothing where there is none yet.
    public static func adding(_ campaign: CampaignScore, to bytes: [UInt8]) -> [UInt8] {
        var text = bytes.isEmpty ? columns.joined(separator: ",") + "\n" : ""
        var seal = lastSeal(of: bytes)
        for figure in campaign.figures {
            let fields = self.fields.row(HistoryRow(campaign: campaign, score: figure)).joined(separator: ",")
            seal = Self.seal(fields, after: seal)
            text += fields + "," + seal + "\n"
        }
        return bytes + Array(text.utf8)
    }

    /// The seal of the last row of a history that was read; nothing of one without rows.
    static func lastSeal(of bytes: [UInt8]) -> String {
        let last = bytes.dropLast().lastIndex(of: 0x2C).map { bytes[($0 + 1)...].dropLast() } ?? []
        let seal = String(decoding: last, as: UTF8.self)
        // Of a history without rows the last column's name stands there.
        return seal == sealColumn.key ? "" : seal
    }

    /// What stands in the last column: a hash of the row and of the seal before it.
    private static func seal(_ fields: String, after seal: String) -> String {
        SHA256.hexadecimal(Array("\(seal)\n\(fields)".utf8))
    }

    /// Whether bytes begin as a history does.
    public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("campaign,forecast,".utf8)) }
}

/// What is wrong with a history, with its lines.
public struct ScoreHistoryError: Error, Sendable, Equatable {
    /// Each problem with its line, from 1.
    public var problems: [(line: Int, message: String)]

    /// Whether the problems are the same.
    public static func == (one: ScoreHistoryError, other: ScoreHistoryError) -> Bool {
        one.problems.elementsEqual(other.problems) { $0.line == $1.line && $0.message == $1.message }
    }
}

// MARK: - Columns

/// A row of a history.
struct HistoryRow: Sendable {
    var campaign: CampaignScore
    var score: FigureScore
}

extension ScoreHistoryFile {
    static let fields = ObjectFields<HistoryRow>(
        "history_row", "A figure of a campaign with what became of its forecast.",
        [
            Field("campaign", "the campaign's name", .text) { LegibleText.clean($0.campaign.campaign) },
            Field("forecast", "the seal of the frozen forecast; of a published outcome the hash of its scenario", .text)
            {
                LegibleText.clean($0.campaign.seal)
            },
            Field("frozen", "the day on which it was frozen; empty of a published outcome", .text) {
                LegibleText.clean($0.campaign.frozen)
            },
            Field("scored", "the day on which it was scored", .text) { LegibleText.clean($0.campaign.scored) },
            Field(
                "timing",
                "`before` where the forecast was there before the results, `after` where it was not, `unknown` where results have no days",
                .choice(CampaignScore.Timing.allCases.map(\.rawValue))
            ) { $0.campaign.timing.rawValue },
            Field("split", "the split that was run", .text) { LegibleText.clean($0.campaign.split) },
            Field("tier", "the tier of its creators, `mixed` of several", .text) {
                LegibleText.clean($0.campaign.tier)
            },
            Field("budget", "the money given to it", .amount) { StoredNumber(exactly: $0.campaign.budget) },
            Field("currency", "the currency of the money", .text) { LegibleText.clean($0.campaign.currency) },
            Field("figure", "the figure", .choice(ScoredFigure.allCases.map(\.rawValue))) { $0.score.figure.rawValue },
            Field("outcome", "what happened", .value) { StoredNumber(exactly: $0.score.outcome) },
            Field(
                "position",
                "where that stands in the forecast, 0 to 1: the share of the forecast below it, with chance between equal values (PIT)",
                .share
            ) { StoredNumber(sixDigitsOf: $0.score.position) },
        ]
            + FigureScore.probabilities.enumerated().map { place, probability in
                let percent = Int(clamping: (100 * probability).rounded())
                return Field("p\(percent)", "the forecast: \(percent) % lie below", .value) {
                    StoredNumber(sixDigitsOf: $0.score.quantiles[place])
                }
            } + [
                Field("crps", "the continuous ranked probability score; empty where it is infinite", .value) {
                    $0.score.rankedProbability.map { StoredNumber(sixDigitsOf: $0) }
                },
                Field("log_score", "the logarithmic score; empty where the forecast has no density", .value) {
                    $0.score.logarithmic.map { StoredNumber(sixDigitsOf: $0) }
                },
            ]
            + FigureScore.Reference.allCases.map { reference in
                Field(reference.rawValue, reference.meaning, .value) {
                    $0.score.references[reference].map { StoredNumber(sixDigitsOf: $0) }
                }
            })

    static let sealColumn = FieldRow(
        key: "seal", meaning: "the SHA-256 of the row without this column and of the seal above it")

    static var columns: [String] { fields.columns + [sealColumn.key] }
}

extension FigureScore.Reference {
    /// What it is, as an entry of a table.
    var meaning: String {
        switch self {
        case .last:
            "what the last campaign of the history brought, in proportion to the money where the figure is a sum; empty where there is none"
        case .tier:
            "what earlier campaigns of the history with creators of the same tier brought on average, in proportion likewise; empty where "
                + "there is none"
        case .calculator: "what a calculator says, as it was frozen; empty where it says nothing"
        }
    }

    /// Its name in tables.
    var title: String {
        switch self {
        case .last: "last campaign"
        case .tier: "tier average"
        case .calculator: "calculator"
        }
    }
}

// MARK: - Reading

extension ScoreHistoryFile {
    /// The history in a file; one whose entries are not as they were written is refused.
    public static func read(_ bytes: [UInt8]) throws(ScoreHistoryError) -> ScoreHistory {
        guard begins(bytes), String(validating: bytes, as: UTF8.self) != nil else {
            throw ScoreHistoryError(problems: [
                (1, "is no history of scores; 'tiercast score --history' begins one where no file is")
            ])
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard lines[0] == columns.joined(separator: ",") else {
            throw ScoreHistoryError(problems: [
                (1, "has other columns than this version writes, or another program saved it")
            ])
        }
        guard lines.last == "" else {
            throw ScoreHistoryError(problems: [(lines.count, "ends within a row: a part of the history is missing")])
        }
        var problems: [(line: Int, message: String)] = []
        var history = ScoreHistory()
        var seal = ""
        for (number, line) in lines.enumerated().dropFirst().dropLast() {
            let mark = line.lastIndex(of: ",") ?? line.startIndex
            let (fields, own) = (String(line[..<mark]), String(line[mark...].dropFirst()))
            if own != Self.seal(fields, after: seal) {
                problems.append((number + 1, Self.changed))
            } else if let row = HistoryCells(fields)?.row {
                add(row, to: &history)
            } else {
                problems.append((number + 1, "is sealed and yet no row of a history"))
            }
            seal = own
        }
        guard problems.isEmpty else { throw ScoreHistoryError(problems: problems) }
        return history
    }

    private static let changed =
        "this row, or one above it, is not as it was written: entries are never changed, taken out or moved"

    /// A row is a figure of the campaign above it, or the first one of another campaign.
    private static func add(_ row: HistoryRow, to history: inout ScoreHistory) {
        if let last = history.campaigns.last, last.seal == row.campaign.seal {
            history.campaigns[history.campaigns.count - 1].figures.append(row.score)
        } else {
            history.campaigns.append(row.campaign)
        }
    }
}

/// The fields of a row of a history.
private struct HistoryCells {
    private let texts: [String]

    init?(_ line: String) {
        guard let records = try? DataRecords(Array(line.utf8), delimiter: 0x2C), records.count == 1 else { return nil }
        texts = records.texts(0)
        guard texts.count == ScoreHistoryFile.fields.columns.count else { return nil }
    }

    private subscript(column: String) -> String {
        ScoreHistoryFile.fields.columns.firstIndex(of: column).map { texts[$0] } ?? ""
    }

    /// A text as it was before it was made safe for spreadsheets.
    private func text(_ column: String) -> String {
        let text = self[column]
        let rest = text.dropFirst()
        return text.hasPrefix("'") && rest.first.map { "=+-@".contains($0) } == true ? String(rest) : text
    }

    private func number(_ column: String) -> Double? {
        switch self[column] {
        case "inf": .infinity
        case let text: Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// The row; nil where a field is not what its column holds.
    var row: HistoryRow? {
        guard let timing = CampaignScore.Timing(rawValue: self["timing"]),
            let figure = ScoredFigure(rawValue: self["figure"]), let budget = number("budget"),
            let outcome = number("outcome"), let position = number("position"), (0...1).contains(position)
        else { return nil }
        let quantiles = FigureScore.probabilities.compactMap { number("p\(Int(clamping: (100 * $0).rounded()))") }
        guard quantiles.count == FigureScore.probabilities.count else { return nil }
        var references: [FigureScore.Reference: Double] = [:]
        for reference in FigureScore.Reference.allCases { references[reference] = number(reference.rawValue) }
        let score = FigureScore(
            figure: figure, outcome: outcome, position: position, quantiles: quantiles,
            rankedProbability: number("crps"), logarithmic: number("log_score"), references: references)
        let campaign = CampaignScore(
            campaign: text("campaign"), seal: text("forecast"), frozen: self["frozen"], scored: self["scored"],
            timing: timing, split: text("split"), tier: text("tier"), budget: budget, currency: text("currency"),
            figures: [score])
        return HistoryRow(campaign: campaign, score: score)
    }
}
