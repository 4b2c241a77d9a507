// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// Forecasts held against outcomes as a JSON document; `docs/backtest.md` says what every key means.
public struct BacktestJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/backtest/1"

    /// The findings.
    public let report: BacktestReport

    /// The document of findings.
    public init(_ report: BacktestReport) { self.report = report }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        let backtest = report.backtest
        return .object([
            "schema": .string(Self.schema), "file": .string(report.file),
            "table_checksum": .string(report.tableChecksum), "verdict": .string(report.sentence),
            "provenance": SummaryJSON.json(backtest.provenance, checksum: report.scenarioChecksum),
            "selections": .array(backtest.selections.map { StoredNumber(exactly: $0).json }),
            "weight_cap": StoredNumber(exactly: OutcomeDraws.weightCap).json,
            "fee_or_gift": .array(backtest.headline.map(Self.json)),
            "performance_pay": .array(backtest.underPerformancePay.map(Self.json)),
            "groups": .array(
                backtest.strata.map { group in
                    .object([
                        "trait": .string(group.trait.rawValue), "name": .string(group.name),
                        "summaries": .array(group.summaries.map(Self.json)),
                    ])
                }),
            "outcomes": .array(backtest.cases.filter { $0.outcome.metric != nil }.map(Self.json)),
            "chances": .array(backtest.cases.flatMap { Self.chances($0, backtest.selections) }),
            "not_compared": .array(
                report.notCompared.map { .object(["id": .string($0.id), "reason": .string($0.reason)]) }),
        ])
    }
}

// MARK: - Parts

extension BacktestJSON {
    private static func json(_ summary: BacktestSummary) -> JSONValue {
        let levels = BacktestSummary.nominalCoverages.map { level -> (String, JSONValue) in
            let (limits, expected) = (summary.limits(level), summary.expected(level))
            return (
                "in_\(Int(clamping: level * 100))",
                .object([
                    "count": .integer(summary.covered(level)), "low": StudyHead.six(limits.lowerBound),
                    "high": StudyHead.six(limits.upperBound),
                    "chance_of_as_few": StudyHead.six(summary.chanceOfAsFew(level)),
                    "expected_low": .integer(expected.lowerBound), "expected_high": .integer(expected.upperBound),
                ])
            )
        }
        let members: [String: JSONValue] = [
            "selection": StoredNumber(exactly: summary.selection).json, "outcomes": .integer(summary.count),
            "typical_factor": StoredNumber(summary.typicalFactor, error: abs(summary.typicalFactor) * 0.01).json,
            "better": .integer(summary.better), "worse": .integer(summary.worse),
        ]
        return .object(members.merging(levels) { first, _ in first })
    }

    private static func json(_ row: Backtest.Case) -> JSONValue {
        let outcome = row.outcome
        var members: [String: JSONValue] = [
            "id": .string(outcome.id), "metric": .string(outcome.metric?.rawValue ?? ""),
            "value": StudyHead.six(outcome.value), "remark": outcome.remark.map { .string($0) } ?? .null,
            "is_selected": .bool(outcome.isSelected), "is_performance_pay": .bool(outcome.isPaidByResult),
            "spent": SummaryJSON.json(row.spent), "scores": .array(row.scores.map { $0.map(json) ?? .null }),
        ]
        for trait in Backtest.Trait.allCases {
            members[trait.rawValue] = outcome.traits[trait].map { .string($0) } ?? .null
        }
        return .object(members)
    }

    private static func json(_ score: OutcomeScore) -> JSONValue {
        .object([
            "selection": StoredNumber(exactly: score.selection).json,
            "position": SummaryJSON.json(score.position), "quantiles": SummaryJSON.json(score.quantiles),
            "ratio": SummaryJSON.json(Estimate(value: score.ratio, standardError: score.ratioError)),
            "effective_draws": StoredNumber(score.effectiveDraws, error: 1).json,
            "in_50": .bool(score.isCovered(0.5)), "in_90": .bool(score.isCovered(0.9)),
        ])
    }

    private static func chances(_ row: Backtest.Case, _ selections: [Double]) -> [JSONValue] {
        zip(row.outcome.chances, row.chances).map { stated, forecast in
            .object([
                "id": .string(row.outcome.id), "relation": .string(stated.relation),
                "threshold": StoredNumber(exactly: stated.threshold).json,
                "stated": StoredNumber(exactly: stated.probability).json,
                "forecast": .array(
                    zip(row.outcome.isSelected ? selections : selections.map { _ in 0 }, forecast).map {
                        power, chance in
                        .object([
                            "selection": StoredNumber(exactly: power).json, "chance": SummaryJSON.json(chance),
                        ])
                    }),
            ])
        }
    }
}
