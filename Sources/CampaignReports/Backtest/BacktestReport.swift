// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Forecasts held against outcomes, with what a report says beside them.
public struct BacktestReport: Sendable {
    /// The findings.
    public var backtest: Backtest
    /// The table's name.
    public var file: String
    /// The hash of the table.
    public var tableChecksum: String
    /// The rows that no forecast was held against, with the reason.
    public var notCompared: [(id: String, reason: String)]

    /// A report of findings.
    public init(
        _ backtest: Backtest, file: String, tableChecksum: String, notCompared: [(id: String, reason: String)]
    ) {
        self.backtest = backtest
        self.file = file
        self.tableChecksum = tableChecksum
        self.notCompared = notCompared
    }

    /// The hash of all scenarios that were forecast.
    public var scenarioChecksum: String {
        StableHash.hexadecimal(backtest.subjects.map(\.checksum).joined(separator: "\n"))
    }

    /// The draws of equal weight below which a weighted forecast is too uncertain to be read.
    static let fewestDraws = 100.0
}

// MARK: - The answer

extension BacktestReport {
    /// The answer in plain sentences: how many outcomes the forecasts covered, and how far off they were.
    public var sentence: String {
        guard let first = backtest.headline.first, first.count > 0 else {
            return "No outcome under a fee or a gift could be compared."
        }
        let outcomes = "outcome\(first.count == 1 ? "" : "s")"
        let coverage = first.coverage(0.9)
        let limits = Self.interval(coverage.limits)
        var text =
            "At selection \(Self.power(first.selection)), \(first.inNinety) of \(first.count) \(outcomes) under a fee or a gift fell "
            + "into the 90 % interval (95 % limits \(limits)), \(first.inHalf) into the 50 % interval; reality was "
            + "typically \(Self.factor(first.typicalFactor)) times off the median forecast, "
        text += Self.direction(first)
        let few = coverage.chanceOfAsFew
        if few < 0.05 {
            text += " Were every forecast right, as few would be covered in \(Self.chance(few)) of such tables."
        } else {
            text +=
                " Were every forecast right, \(Self.range(coverage.expected)) would be covered in 95 of 100 such tables."
        }
        return text
    }

    private static func direction(_ summary: BacktestSummary) -> String {
        if summary.better == summary.worse { return "better as often as worse." }
        let (count, word) =
            summary.better > summary.worse ? (summary.better, "better") : (summary.worse, "worse")
        return count == summary.count ? "always \(word)." : "\(word) in \(count) of \(summary.count)."
    }
}

// MARK: - Figures

extension BacktestReport {
    /// A power of the return, as it was typed.
    static func power(_ value: Double) -> String { DecimalNumber(value).literal }

    /// A factor to two digits, which is what so few outcomes support.
    static func factor(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? Figure.undefined : "∞" }
        return ClaimTable.number(value, error: value / 10)
    }

    /// A probability to two digits.
    static func chance(_ value: Double) -> String {
        value > 0 && value < 1e-6 ? "<0.0001%" : ClaimTable.number(100 * value, error: 10 * value) + "%"
    }

    /// The ends of a coverage.
    static func interval(_ ends: ClosedRange<Double>) -> String {
        let (low, high) = Self.ends(ends)
        return "\(low) to \(high)"
    }

    /// Each of them.
    static func ends(_ ends: ClosedRange<Double>) -> (low: String, high: String) {
        (
            Figure(ends.lowerBound, error: 0.01).text(.percent), Figure(ends.upperBound, error: 0.01).text(.percent)
        )
    }

    static func range(_ ends: ClosedRange<Int>) -> String {
        ends.lowerBound == ends.upperBound ? "\(ends.lowerBound)" : "\(ends.lowerBound) to \(ends.upperBound)"
    }
}
