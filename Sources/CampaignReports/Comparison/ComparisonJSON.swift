// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// A comparison as a JSON document; `docs/compare.md` says what every key means.
public struct ComparisonJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/comparison/1"

    /// The results.
    public let comparison: Comparison

    /// The document of a comparison.
    public init(_ comparison: Comparison) { self.comparison = comparison }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        let provenance = comparison.provenance
        let currency = comparison.currency
        let verdict = ComparisonVerdict(comparison: comparison, currency: Currency(code: currency)).sentence
        let checksums = comparison.subjects.map { ($0.fileStem, JSONValue.string($0.checksum)) }
        return .object([
            "schema": .string(Self.schema), "currency": .string(currency), "verdict": .string(verdict),
            "contenders": .array(comparison.contenders.map { .string($0) }),
            "profiles": .array(
                comparison.profiles.map { profile in
                    .object(
                        SummaryJSON.members(profile).merging([
                            "contender": .string(profile.name), "cost": SummaryJSON.json(profile.cost),
                            "conversions": SummaryJSON.json(profile.orders),
                            "almost_nothing_sold": SummaryJSON.json(profile.almostNothingSold),
                        ]) { own, _ in own })
                }),
            "provenance": .object([
                "seed": .integer(provenance.seed), "trials": .integer(provenance.trials),
                "version": .string(provenance.version), "engine": .string(provenance.engine.rawValue),
                "scenario_checksums": .object(SummaryJSON.keyed(checksums)),
            ]),
            "standings": .object(
                SummaryJSON.keyed(comparison.metrics.map { ($0.rawValue, standings($0)) })),
            "pairs": .array(comparison.pairs.map(json)),
        ])
    }
}

// MARK: - Parts

extension ComparisonJSON {
    private func standings(_ metric: Metric) -> JSONValue {
        let best = comparison.best[metric] ?? []
        let standings = comparison.standings[metric] ?? []
        return .array(
            standings.enumerated().map { number, standing in
                .object([
                    "contender": .string(comparison.contenders[number]),
                    "mean": standing.mean.map { SummaryJSON.json($0, of: metric) } ?? .null,
                    "best": SummaryJSON.json(standing.best),
                    "regret": standing.regret.map { SummaryJSON.json($0) } ?? .null,
                    "cannot_be_told_from_best": .bool(best.contains(number)),
                ])
            })
    }

    private func json(_ pair: ComparedPair) -> JSONValue {
        let differences = comparison.metrics.compactMap { metric in
            pair.differences[metric].map { (metric.rawValue, json($0, pair.dominance[metric])) }
        }
        return .object([
            "first": .string(comparison.contenders[pair.first]),
            "second": .string(comparison.contenders[pair.second]),
            "differences": .object(SummaryJSON.keyed(differences)),
            "profit_by_line": .array(
                pair.byLine.map { .object(["line": .string($0.line), "difference": SummaryJSON.json($0.difference)]) }),
        ])
    }

    private func json(_ difference: PairedDifference, _ dominance: DominanceVerdict?) -> JSONValue {
        .object([
            "mean": difference.mean.map { SummaryJSON.json($0) } ?? .null,
            "quantiles": SummaryJSON.json(difference.quantiles),
            "first_better": SummaryJSON.json(difference.firstBetter), "equal": SummaryJSON.json(difference.equal),
            "second_better": SummaryJSON.json(ComparisonVerdict.losses(difference)),
            "undefined_first": .integer(difference.undefined[0]), "undefined_second": .integer(difference.undefined[1]),
            "dominates_first_order": dominance?.firstOrder.map { .string($0.rawValue) } ?? .null,
            "dominates_second_order": dominance?.secondOrder.map { .string($0.rawValue) } ?? .null,
            "layers": difference.layers.map(SummaryJSON.json) ?? .null,
        ])
    }
}
