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
    public var document: JSONValue { Self.fields.inlined.json(sensitivity) }
}

// MARK: - Keys

extension SensitivityJSON {
    static let fields = ObjectFields<Sensitivity>(
        "document", "A sensitivity study.",
        StudyHead.fields(schema).map { field in
            field.of {
                StudyHead(
                    subject: $0.subject, verdict: SensitivityVerdict(sensitivity: $0).sentence,
                    provenance: $0.provenance)
            }
        } + [
            Field("method", "how effects were found", .choice(Sensitivity.Method.allCases.map(\.rawValue))) {
                $0.method.rawValue
            },
            Field("metric", "the metric by which splits are told apart", .text) { $0.metric.rawValue },
            Field("evaluations", "simulated campaigns, all splits at once", .count) { $0.evaluations },
            Field("leader", "the split whose mean is best by `metric`", .text) { $0.splits[$0.leader] },
            Field("inputs", "what was studied", .list(input.shape)) { $0.inputs },
            Field("outputs", "what it acts on", .list(output.shape)) { study in
                study.outputs.map { ($0, study) }
            },
        ])

    private static let input = ObjectFields<StudiedInput>(
        "input", "An input.",
        [
            Field("name", "its name in tables", .text) { $0.label },
            Field("quantities", "the quantities that it is made of", .list(.text)) { $0.paths.map(\.text) },
            Field("correlated_with", "the other quantities that go together with it", .list(.text)) {
                $0.correlatedWith.map(\.text)
            },
        ])

    private static let output = ObjectFields<(of: OutputSensitivity, among: Sensitivity)>(
        "output", "An output.",
        [
            Field(
                "kind", "`metric` of a split, `difference` of two, or `decision`: which split is best",
                .choice(["metric", "difference", "decision"])
            ) { $0.of.output.parts.kind },
            Field("metric", "the metric", .text) { $0.of.output.parts.metric.rawValue },
            Field("splits", "the splits; of a decision all", .list(.text)) { output in
                (output.of.output.parts.splits ?? Array(output.among.splits.indices)).map { output.among.splits[$0] }
            },
            Field("mean", "its mean; `null` where it does not exist", .orNull(.estimate)) { $0.of.mean },
            Field(
                "together", "share of the variance that all inputs bring; `null` where the method does not say",
                .orNull(share.shape)
            ) { $0.of.together },
            Field("undefined", "rows left out", .count) { $0.of.undefined },
            Field("effects", "an entry an input", .list(effect.shape)) { output in
                zip(output.among.inputs, output.of.effects).map { ($0, $1) }
            },
        ])
}

extension StudiedOutput {
    /// What it is, the metric, and the splits that it is about; nil where it is about all.
    fileprivate var parts: (kind: String, metric: Metric, splits: [Int]?) {
        switch self {
        case .metric(let metric, let split): ("metric", metric, [split])
        case .difference(let metric, let first, let second): ("difference", metric, [first, second])
        case .decision(let metric): ("decision", metric, nil)
        }
    }
}

// MARK: - Effects

extension SensitivityJSON {
    private static let effect = ObjectFields<(input: StudiedInput, effect: InputEffect)>(
        "input_effect", "What an input does to an output.",
        [
            Field("input", "the input", .text) { $0.input.label },
            Field("share", "under `bins` and `shapley`, the share of the variance", optional: share.shape) {
                $0.effect.sobol == nil ? $0.effect.share : nil
            },
            Field(
                "rank_correlation",
                "under `bins`, with its 95 % interval; `null` where there is none", optional: .orNull(correlation)
            ) { $0.effect.binned.map(\.rankCorrelation) },
            Field("bins", "under `bins`, the output by the input", optional: .list(bin.shape)) {
                $0.effect.binned?.bins
            },
            Field("first", "under `sobol`, the share that the input brings by itself", optional: share.shape) {
                $0.effect.sobol?.first
            },
            Field("total", "under `sobol`, the same with all that it does together with others", optional: share.shape)
            {
                $0.effect.sobol?.total
            },
            Field("mean_absolute", "under `morris`, the mean size of an effect (μ*)", optional: .estimate) {
                $0.effect.morris?.meanAbsolute
            },
            Field("mean_effect", "under `morris`, the mean effect (μ)", optional: .estimate) {
                $0.effect.morris?.mean
            },
            Field("sd", "under `morris`, the standard deviation of effects (σ)", optional: .number) {
                $0.effect.morris.map { StoredNumber($0.sd, error: $0.mean.standardError) }
            },
            Field("undefined", "under `morris`, the effects left out", optional: .count) {
                $0.effect.morris?.undefined
            },
        ])

    private static let correlation: Shape<RankCorrelation> = NumberFields.quantile.shape.of {
        ReportedNumber($0.value, low: $0.low, high: $0.high, error: $0.standardError)
    }

    private static let bin = ObjectFields<InputBin>(
        "bin", "Trials in which an input lies within a range.",
        [
            Field("low", "the least value of the input", .value) { StoredNumber(sixDigitsOf: $0.low) },
            Field("high", "the greatest", .value) { StoredNumber(sixDigitsOf: $0.high) },
            Field("trials", "the trials", .count) { $0.trials },
            Field("mean", "the output's mean in them, or `null`", .orNull(.estimate)) { $0.mean },
            Field("p5", "its 5 % quantile, or `null`", .orNull(.quantile)) { $0.p5 },
            Field("goals", "how often each goal is met, in the order of the scenario", .list(.proportion)) { $0.goals },
        ])

    private static let share = ObjectFields<VarianceShare>(
        "variance_share", "A share of a variance.",
        [
            Field("value", "the share, 0 to 1", .value) { StoredNumber($0.held, error: $0.standardError) },
            Field("standard_error", "its Monte Carlo error", .value) { StoredNumber(error: $0.standardError) },
            Field("low", "the lower end of its 95 % interval", .value) {
                StoredNumber($0.low, error: $0.standardError)
            },
            Field("high", "the upper end", .value) { StoredNumber($0.high, error: $0.standardError) },
        ])
}

extension InputEffect {
    fileprivate var binned: BinnedEffect? {
        switch self {
        case .bins(let effect): effect
        case .sobol, .shapley, .morris: nil
        }
    }

    fileprivate var sobol: SobolIndex? {
        switch self {
        case .sobol(let index): index
        case .bins, .shapley, .morris: nil
        }
    }

    fileprivate var morris: ElementaryEffects? {
        switch self {
        case .morris(let effects): effects
        case .bins, .sobol, .shapley: nil
        }
    }
}

extension RankCorrelation {
    /// The standard error that the interval implies.
    var standardError: Double { (high - low) / (2 * StandardNormal.z975) }
}
