// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
public import CampaignText

/// The summary of a forecast as a JSON document; `docs/results.md` says what every key means.
public struct SummaryJSON: Sendable {
    /// The name and version of the document's layout; the number changes when a key changes its meaning or goes.
    public static let schema = "tiercast/summary/1"

    /// The results.
    public let forecast: Forecast
    /// The scenario that they belong to.
    public var scenario: Scenario { forecast.subject.scenario }
    /// What the resolved scenario says, by place.
    public let resolved: [String: String]

    /// The summary of a forecast; with what the resolved scenario says, two summaries can be told apart by their assumptions.
    public init(_ forecast: Forecast, resolved: [String: String]) {
        self.forecast = forecast
        self.resolved = resolved
    }

    /// The document's text.
    public func text() -> String { document.encoded() }
}

// MARK: - Document

extension SummaryJSON {
    /// The document.
    public var document: JSONValue {
        var members: [String: JSONValue] = [
            "schema": .string(Self.schema),
            "scenario": .object([
                "name": .string(scenario.name), "currency": .string(scenario.currency),
                "budget": StoredNumber(exactly: scenario.budget).json,
            ]),
            "provenance": Self.json(forecast.provenance, checksum: forecast.subject.checksum),
            "resolved": .object(resolved.mapValues { .string($0) }),
            "split_names": .array(forecast.splits.map { .string($0.name) }),
            "splits": .object(Self.keyed(forecast.splits.map { ($0.name, json($0)) })),
            "verdict": .string(ForecastTable(forecast).answer),
            "warnings": .array(forecast.warnings.map { .string($0) }),
        ]
        if !forecast.risks.isEmpty {
            members["risks"] = .object(Self.keyed(forecast.risks.map { ($0.name, json($0)) }))
        }
        return .object(members)
    }

    static func json(_ provenance: ForecastProvenance, checksum: String) -> JSONValue {
        .object([
            "seed": .integer(provenance.seed), "trials": .integer(provenance.trials),
            "requested_trials": .integer(provenance.requestedTrials), "partial": .bool(provenance.isPartial),
            "version": .string(provenance.version), "engine": .string(provenance.engine.rawValue),
            "scenario_checksum": .string(checksum),
        ])
    }

    private func json(_ split: SplitForecast) -> JSONValue {
        var members: [String: JSONValue] = [
            "total": json(split.total),
            "tiers": .object(Self.keyed(split.tiers.map { ($0.tier.rawValue, json($0.forecast)) })),
            "platforms": .object(Self.keyed(split.platforms.map { ($0.platform.rawValue, json($0.forecast)) })),
            "lines": .object(Self.keyed(split.lines.map { ($0.line, json($0.forecast)) })),
            "goals": .array(split.goals.map { json($0.goal, met: $0.met) }),
        ]
        if let weekly = split.weekly { members["weekly"] = json(weekly) }
        return .object(members.merging(Self.members(split.profile)) { own, _ in own })
    }

    private func json(_ group: GroupForecast) -> JSONValue {
        let metrics = Metric.allCases.compactMap { metric in
            group.metrics[metric].map { (metric.rawValue, json($0, of: metric)) }
        }
        return .object([
            "budget": StoredNumber(exactly: group.budget).json, "metrics": .object(Self.keyed(metrics)),
            "no_order": Self.json(group.noOrder), "nobody_hired": Self.json(group.nobodyHired),
            "almost_nothing_sold": Self.json(group.almostNothingSold),
            "trade": .object(
                Self.keyed(
                    TradeFigure.allCases.compactMap { figure in
                        group.trade[figure].map { (figure.rawValue, Self.json($0)) }
                    })),
        ])
    }

    private func json(_ goal: Goal, met: Proportion) -> JSONValue {
        .object([
            "metric": .string(goal.metric.rawValue), "relation": .string(goal.relation.rawValue),
            "bound": StoredNumber(exactly: goal.bound).json, "met": Self.json(met),
        ])
    }

    static func keyed(_ members: [(String, JSONValue)]) -> [String: JSONValue] {
        Dictionary(members) { first, _ in first }
    }
}

// MARK: - Numbers

extension SummaryJSON {
    func json(_ summary: MetricSummary, of metric: Metric) -> JSONValue {
        let trials = forecast.provenance.trials
        return .object([
            "mean": summary.mean.map { Self.json($0, kind: metric.meanKind) } ?? .null,
            "sd": summary.sd.map { StoredNumber($0, error: MetricNumbers.error(ofSD: $0, trials: trials)).json }
                ?? .null,
            "quantiles": Self.json(summary.quantiles),
            "expected_shortfall": summary.expectedShortfall.map {
                StoredNumber($0, error: summary.shortfallError(of: metric)).json
            } ?? .null,
            "undefined": .integer(summary.undefined), "infinite": .integer(summary.infinite),
            "layers": summary.layers.map(Self.json) ?? .null,
        ])
    }

    static func json(_ quantiles: [QuantileEstimate]) -> JSONValue {
        .object(keyed(quantiles.map { (MetricNumbers.name($0.probability), json($0)) }))
    }

    static func json(_ quantile: QuantileEstimate) -> JSONValue {
        json(quantile.value, low: quantile.low, high: quantile.high, error: quantile.standardError)
    }

    /// A value with its interval, all with the digits that `error` supports.
    static func json(_ value: Double, low: Double, high: Double, error: Double) -> JSONValue {
        .object([
            "value": StoredNumber(value, error: error).json, "low": StoredNumber(low, error: error).json,
            "high": StoredNumber(high, error: error).json,
        ])
    }

    static func json(_ estimate: Estimate, kind: String? = nil) -> JSONValue {
        var members = [
            "value": StoredNumber(estimate.value, error: estimate.standardError).json,
            "standard_error": StoredNumber(error: estimate.standardError).json,
        ]
        if let kind { members["kind"] = .string(kind) }
        return .object(members)
    }

    static func json(_ layers: VarianceLayers) -> JSONValue {
        .object([
            "uncertainty": json(layers.uncertainty), "creators": json(layers.creators), "posts": json(layers.posts),
            "orders": json(layers.orders),
        ])
    }

    static func json(_ proportion: Proportion) -> JSONValue {
        let error = Figure(proportion).error
        let interval = proportion.interval
        return .object([
            "count": .integer(proportion.count), "trials": .integer(proportion.trials),
            "value": StoredNumber(proportion.value, error: error).json,
            "low": StoredNumber(interval.lowerBound, error: error).json,
            "high": StoredNumber(interval.upperBound, error: error).json,
        ])
    }
}

extension Metric {
    /// What the mean of the metric is: `mean`, or `ratio_of_means` for a ratio, whose own mean need not exist.
    public var meanKind: String {
        switch definition {
        case .sum: "mean"
        case .ratio: "ratio_of_means"
        }
    }
}

extension MetricSummary {
    /// The error that decides the digits kept of the expected shortfall: that of the 5 % quantile on the bad side.
    func shortfallError(of metric: Metric) -> Double {
        quantile(metric.isBetterLower ? 0.95 : 0.05)?.standardError ?? .nan
    }
}
