// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What a history of scores shows, ready to be told.
public struct HistoryReport: Sendable {
    /// The history.
    public let history: ScoreHistory
    /// Its file.
    public let file: String
    /// What the file holds.
    private let bytes: [UInt8]
    /// What the campaigns show whose forecasts were not made afterwards, and what the others do, by figure.
    let ahead, afterwards: [ScoreSummary]

    /// The report of a history.
    ///
    /// - Parameters:
    ///   - history: the history.
    ///   - file: its file.
    ///   - bytes: what the file holds.
    public init(_ history: ScoreHistory, file: String, bytes: [UInt8]) {
        self.history = history
        self.file = file
        self.bytes = bytes
        ahead = history.summaries(isAhead: true)
        afterwards = history.summaries(isAhead: false)
    }

    /// What the page's own scripts are marked with.
    var mark: String { String(SHA256.hexadecimal(bytes).prefix(16)) }

    /// The figure that most campaigns tell, the first in the usual order among equals; of campaigns with a forecast if there are any.
    var leading: ScoreSummary? {
        let summaries = ahead.isEmpty ? afterwards : ahead
        return summaries.reduce(nil) { best, next in
            best.map { $0.positions.count >= next.positions.count ? $0 : next } ?? next
        }
    }

    /// The campaigns that are counted with `ahead`, or those with `afterwards`.
    func campaigns(isAhead: Bool) -> [CampaignScore] {
        history.campaigns.filter { ($0.timing != .after) == isAhead }
    }
}

// MARK: - The answer

extension HistoryReport {
    /// How many outcomes of one figure the forecasts covered, whether right forecasts would look like that, and what so many can tell.
    public var sentence: String {
        guard let summary = leading, let ninety = summary.coverages.last else {
            return "The history has no campaign yet."
        }
        let count = summary.positions.count
        let limits = BacktestReport.interval(ninety.limits)
        let figure = summary.figure.title
        let fell =
            count == 1
            ? "In the one campaign that tells them, \(figure) came out \(ninety.count == 1 ? "in" : "outside") the central 90 % of the forecast"
            : "In \(ImportReport.number(ninety.count)) of \(ImportReport.number(count)) campaigns \(figure) came out in the central 90 % of the forecast"
        let made = ahead.isEmpty ? ", which was made when the outcome was known" : ""
        let coverage = "\(fell)\(made): a coverage of \(limits) (exact 95 % limits)."
        return "\(coverage) \(verdict(of: summary, ninety)) \(power(of: summary, ninety.limits))"
    }

    /// Whether right forecasts would look like that: by how many they cover, and by how even the positions are.
    private func verdict(of summary: ScoreSummary, _ coverage: Coverage) -> String {
        let right = "Were every forecast right,"
        if coverage.chanceOfAsFew < 0.025 {
            let few = BacktestReport.chance(coverage.chanceOfAsFew)
            return "\(right) as few would in only \(few) of such histories: that speaks against them."
        }
        let chance = BacktestReport.chance(summary.probability)
        return summary.probability < 0.05
            ? "\(right) positions as far from even would come in only \(chance) of such histories: that speaks against them."
            : "\(right) positions as far from even would come in \(chance) of such histories: no sign against them."
    }

    /// What so many campaigns can and cannot tell.
    private func power(of summary: ScoreSummary, _ limits: ClosedRange<Double>) -> String {
        let count = summary.positions.count
        let noticed = Figure(summary.noticed, error: 0.001).text(.factor)
        let so = count == 1 ? "One campaign cannot" : "\(ImportReport.number(count)) campaigns cannot"
        let (low, high) = BacktestReport.ends(limits)
        return
            "\(so) tell a coverage of \(low) from one of \(high), and a distance from even below \(noticed) goes unnoticed."
    }

    /// What a reader must know first.
    var alarms: [String] {
        var lines: [String] = []
        if !ahead.isEmpty, !afterwards.isEmpty {
            lines.append(
                "\(ImportReport.counted(campaigns(isAhead: false).count, "campaign")) whose forecast was made after the results began stand apart, "
                    + "and count for nothing above.")
        } else if ahead.isEmpty, !afterwards.isEmpty {
            lines.append("Every forecast was made after its results began, so none of them was put to the test.")
        }
        let unknown = history.campaigns.count { $0.timing == .unknown }
        if unknown > 0 {
            lines.append(
                "Of \(ImportReport.counted(unknown, "campaign")) the results have no days, so nothing shows that the forecast came first."
            )
        }
        return lines
    }

    static let evenNote =
        "in 50 %, in 90 %: positions in the central part of the forecast, in brackets the exact 95 % limits of the coverage. if right: how many "
        + "right forecasts cover in 95 of 100 histories. distance: the largest one between the positions and an even spread; chance: how often right "
        + "forecasts lie as far from even (Kolmogorov's law, exact); noticed: the distance that 5 of 100 histories of right forecasts exceed. Figures of one "
        + "campaign hang together, and of many rows some look odd by chance: the answer is about the figure that most campaigns tell."
    static let scoreNote =
        "CRPS: the mean continuous ranked probability score, in the unit of the figure, large campaigns counting most; log score: the mean "
        + "logarithmic score; both lower where better. Beside simpler forecasts the share of their error that the forecasts save, in all campaigns "
        + "that have both, whose number stands in brackets; below 0 the simpler ones were nearer."
    static let campaignNote =
        "forecast: median and 5 % to 95 %. position: the share of the forecast below the outcome, with chance between equal values."

    /// What shows that the history is whole.
    var seal: String {
        "The seal of the last row is \(ScoreHistoryFile.lastSeal(of: bytes).prefix(16)). Rows are sealed one after the other, so one that is changed, "
            + "moved or taken out of the middle is refused; that none was taken off the end shows whoever has noted the last seal."
    }
}
