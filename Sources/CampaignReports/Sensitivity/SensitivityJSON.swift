// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// A sensitivity study as a JSON document; `docs/sensitivity.md` says what every key means.
public struct SensitivityJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/sensitivity/1"

    /// The findings.
    public let sensitivity: Sensitivity

    /// The document of a study of a scenario.
    public init(_ sensitivity: Sensitivity) { self.sensitivity = sensitivity }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        var members = StudyHead.members(
            schema: Self.schema, of: sensitivity.subject,
            verdict: SensitivityVerdict(sensitivity: sensitivity).sentence,
            sensitivity.provenance)
        members["method"] = .string(sensitivity.method.rawValue)
        members["metric"] = .string(sensitivity.metric.rawValue)
        members["evaluations"] = .integer(sensitivity.evaluations)
        members["leader"] = .string(sensitivity.splits[sensitivity.leader])
        members["inputs"] = .array(
            sensitivity.inputs.map { input in
                .object([
                    "name": .string(input.label), "quantities": .array(input.paths.map { .string($0.text) }),
                    "correlated_with": .array(input.correlatedWith.map { .string($0.text) }),
                ])
            })
        members["outputs"] = .array(sensitivity.outputs.map(json))
        return .object(members)
    }
}

// MARK: - Parts

extension SensitivityJSON {
    private func json(_ findings: OutputSensitivity) -> JSONValue {
        var members = name(findings.output)
        members["mean"] = findings.mean.map { SummaryJSON.json($0) } ?? .null
        members["together"] = findings.together.map(Self.json) ?? .null
        members["undefined"] = .integer(findings.undefined)
        members["effects"] = .array(
            zip(sensitivity.inputs, findings.effects).map { input, effect in
                var members = json(effect)
                members["input"] = .string(input.label)
                return .object(members)
            })
        return .object(members)
    }

    private func name(_ output: StudiedOutput) -> [String: JSONValue] {
        let splits = sensitivity.splits
        switch output {
        case .metric(let metric, let split):
            return [
                "kind": .string("metric"), "metric": .string(metric.rawValue),
                "splits": .array([.string(splits[split])]),
            ]
        case .difference(let metric, let first, let second):
            return [
                "kind": .string("difference"), "metric": .string(metric.rawValue),
                "splits": .array([.string(splits[first]), .string(splits[second])]),
            ]
        case .decision(let metric):
            return [
                "kind": .string("decision"), "metric": .string(metric.rawValue),
                "splits": .array(splits.map { .string($0) }),
            ]
        }
    }

    private func json(_ effect: InputEffect) -> [String: JSONValue] {
        switch effect {
        case .bins(let effect):
            return [
                "share": Self.json(effect.share),
                "rank_correlation": effect.rankCorrelation.map {
                    SummaryJSON.json($0.value, low: $0.low, high: $0.high, error: $0.standardError)
                } ?? .null,
                "bins": .array(effect.bins.map(json)),
            ]
        case .sobol(let index): return ["first": Self.json(index.first), "total": Self.json(index.total)]
        case .shapley(let share): return ["share": Self.json(share)]
        case .morris(let effects):
            return [
                "mean_absolute": SummaryJSON.json(effects.meanAbsolute), "mean_effect": SummaryJSON.json(effects.mean),
                "sd": StoredNumber(effects.sd, error: effects.mean.standardError).json,
                "undefined": .integer(effects.undefined),
            ]
        }
    }

    private func json(_ bin: InputBin) -> JSONValue {
        .object([
            "low": StudyHead.six(bin.low), "high": StudyHead.six(bin.high),
            "trials": .integer(bin.trials), "mean": bin.mean.map { SummaryJSON.json($0) } ?? .null,
            "p5": bin.p5.map { Shape.quantile.json($0) } ?? .null,
            "goals": .array(bin.goals.map { SummaryJSON.json($0) }),
        ])
    }

    static func json(_ share: VarianceShare) -> JSONValue {
        .object([
            "value": StoredNumber(share.held, error: share.standardError).json,
            "standard_error": StoredNumber(error: share.standardError).json,
            "low": StoredNumber(share.low, error: share.standardError).json,
            "high": StoredNumber(share.high, error: share.standardError).json,
        ])
    }
}

extension RankCorrelation {
    /// The standard error that the interval implies.
    var standardError: Double { (high - low) / (2 * StandardNormal.z975) }
}
