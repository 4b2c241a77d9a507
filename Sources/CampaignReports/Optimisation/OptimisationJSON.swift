// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// An optimisation as a JSON document; `docs/optimise.md` says what every key means.
public struct OptimisationJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/optimisation/2"

    /// The results.
    public let optimisation: Optimisation

    /// The document of an optimisation.
    public init(_ optimisation: Optimisation) { self.optimisation = optimisation }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(optimisation) }
}

// MARK: - Keys

extension OptimisationJSON {
    static let fields = ObjectFields<Optimisation>(
        "document", "An optimisation.", head + searched + answer + tables)

    private static let head: [Field<Optimisation>] = [
        Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
        Field("currency", "ISO 4217 code of all money", .text) { $0.subject.scenario.currency },
        Field("budget", "what is shared", .amount) { StoredNumber(exactly: $0.budget) },
        Field("objective", "what is sought, in words", .text) { $0.words.name($0.problem.objective) },
        Field("constraints", "what must be kept", .list(constraint.shape)) { found in
            found.constraintCosts.map { ($0, found) }
        },
        Field("provenance", "how to compute it again", origin.shape) { $0 },
        Field("verdict", "the answer in sentences", .text) { OptimisationTable($0).answer },
    ]

    private static let searched: [Field<Optimisation>] = [
        Field("scored", "splits of the first pass, the own ones among them", .count) { $0.scored },
        Field("step", "their step", .amount) { StoredNumber(exactly: $0.step) },
        Field(
            "search",
            "which they are: all in `steps`, one for each way to hire (`hires`), or those on the way up hills (`climbed`)",
            .text
        ) { $0.search.rawValue },
        Field("kept", "how many of them keep the constraints and hire creators best", .count) { $0.kept },
        Field("hires", "whether these hire often enough to be ranked by what they earn", .bool) { $0.hires },
        Field(
            "finalists",
            "how many were scored with the audience that their lines share, of which `kept` then counts; `null` where they share none",
            .orNull(.count)
        ) { $0.finalists },
        Field(
            "prices", "by line what a creator costs; `null` of a line that hires nobody", .named(.orNull(price.shape))
        ) { found in zip(found.lines, found.prices).map { ($0, $1) } },
        Field(
            "upper_bound",
            "what no split in these steps exceeds in the search, where it is known (mean profit and orders: exact by dynamic "
                + "programming; shortfall and caution: the optimum of mean profit), else `null`", .value
        ) { found in found.upperBound.map { StoredNumber($0, error: found.searchValue.standardError) } },
        Field("rounding", "money that rounding left over", .number) { StoredNumber(exactly: $0.rounding) },
    ]

    private static let answer: [Field<Optimisation>] = [
        Field(
            "best", "the best split, scored on fresh draws; its `name` is that of an own one where it is one",
            split.shape
        ) { ($0.best, $0) },
        Field("search_value", "its objective in the search", .estimate) { $0.searchValue },
        Field("own", "the scenario's own splits on the same draws", .list(split.shape)) { found in
            found.own.map { ($0, found) }
        },
        Field("reference", "the split compared with", .text) { $0.own[$0.reference].name ?? "" },
        Field("improvement", "how much better the best one is", .estimate) { $0.improvement },
        Field("earns_more", "the chance that it earns more in the same campaign", .proportion) {
            $0.profitPair.firstBetter
        },
        Field("as_good", "the splits not shown to be worse", asGood.shape) { $0 },
    ]

    private static let tables: [Field<Optimisation>] = [
        Field("frontier", "mean profit against shortfall, on the draws of the search", .list(frontier.shape)) { found in
            found.frontier.map { ($0, found) }
        },
        Field("curves", "by line what money brings there", .named(.list(curve.shape))) { found in
            zip(found.lines, found.curves).map { ($0, $1) }
        },
        Field("budgets", "the best splits of other budgets, where asked for", .list(budget.shape)) { found in
            found.budgets.map { ($0, found) }
        },
        Field(
            "targets", "which budget meets the targets; `null` where none were given",
            .orNull(OptimisationTargetFields.targets.shape)
        ) { found in found.question.map { ($0, found) } },
    ]

    private static let constraint = ObjectFields<(of: ConstraintCost, among: Optimisation)>(
        "constraint", "A constraint.",
        [
            Field("text", "in words", .text) { $0.among.words.text($0.of.constraint) },
            Field("gain_without", "how much better the best split without it is", .estimate) { $0.of.gain },
            Field("amounts_without", "by line, the money of that one", .named(.number)) {
                $0.among.amounts($0.of.amounts)
            },
        ])

    private static let origin = ObjectFields<Optimisation>(
        "origin", "How to compute it again.",
        SummaryFields.provenance.fields
            .filter { ["seed", "trials", "version", "scenario_checksum"].contains($0.key) }
            .map { $0.of { ($0.provenance, $0.subject.checksum) } })

    private static let price = ObjectFields<CreatorPrice>(
        "price", "What a creator of a line costs.",
        [
            Field("mean", "the mean cost of a creator", .number) {
                StoredNumber($0.mean, error: $0.isConstant ? 0 : $0.mean / 1_000)
            },
            Field("constant", "whether it is constant", .bool) { $0.isConstant },
        ])
}

extension Optimisation {
    fileprivate var words: OptimisationWords {
        OptimisationWords(currency: Currency(code: subject.scenario.currency))
    }

    /// Money by line.
    func amounts(_ money: [Double]) -> [(String, StoredNumber)] {
        zip(lines, money).map { ($0, StoredNumber(exactly: $1)) }
    }
}

// MARK: - Splits

extension OptimisationJSON {
    private static let split = ObjectFields<(of: ScoredSplit, among: Optimisation)>(
        "scored_split", "A split, scored.",
        [
            Field("name", name, .orNull(.text)) { $0.of.name },
            Field("amounts", "its money, by line", .named(.number)) { $0.among.amounts($0.of.amounts) },
            Field("objective", "what is sought", .estimate) { $0.of.objective },
            Field("profit", mean, .estimate) { $0.of.profit },
            Field("conversions", mean, .estimate) { $0.of.conversions },
            Field("creators", mean, .estimate) { $0.of.creators },
            Field("cost", mean, .estimate) { $0.of.cost },
            Field("cpa", ratio, .orNull(.estimate)) { $0.of.cpa },
            Field("roi", ratio, .orNull(.estimate)) { $0.of.roi },
            Field("shortfall", shortfall, .value) { StoredNumber($0.of.shortfall) },
            Field("goals", "how often each goal is met, in the order of the file", .list(.proportion)) { $0.of.goals },
            Field("keeps", "whether it keeps each constraint", .list(.bool)) { $0.of.keeps },
            Field(
                "search",
                "the same on the draws of the search, to be set beside the frontier; `null` where it was not searched",
                .orNull(searchScore.shape)
            ) { $0.of.search },
            Field("almost_nothing_sold", GroupChance.almostNothingSold.meaning, .proportion) {
                $0.of.profile.almostNothingSold
            },
        ] + SummaryFields.profile.map { $0.of { $0.of.profile } })

    private static let name = "its name; `null` for one that is not the file's own"
    private static let mean = "its mean"
    private static let ratio = "the ratio of the means; `null` where it does not exist"
    private static let shortfall = "the mean profit of the worst 5 % of campaigns"

    private static let searchScore = ObjectFields<SearchScore>(
        "search_score", "A split on the draws of the search.",
        [
            Field("profit", mean, .estimate) { $0.profit },
            Field("shortfall", shortfall, .value) { StoredNumber($0.shortfall) },
        ])

    private static let asGood = ObjectFields<Optimisation>(
        "as_good", "The splits not shown to be worse than the best one.",
        [
            Field("count", "how many they are", .count) { $0.asGoodCount },
            Field("shares", "by line, the range of its share in them", .named(range.shape)) { found in
                zip(found.lines, found.asGood).map { ($0, $1) }
            },
        ])

    private static let range = ObjectFields<ClosedRange<Double>>(
        "range", "A range of shares.",
        [
            Field("low", "the least share", .number) { StoredNumber(exactly: $0.lowerBound) },
            Field("high", "the greatest", .number) { StoredNumber(exactly: $0.upperBound) },
        ])

    private static let frontier = ObjectFields<(of: FrontierSplit, among: Optimisation)>(
        "frontier_split", "A split on the frontier.",
        [
            Field("name", name, .orNull(.text)) { $0.of.name },
            Field("amounts", "its money, by line", .named(.number)) { $0.among.amounts($0.of.amounts) },
            Field("profit", mean, .value) { StoredNumber($0.of.profit) },
            Field("shortfall", shortfall, .value) { StoredNumber($0.of.shortfall) },
        ])

    private static let curve = ObjectFields<CurvePoint>(
        "curve_point", "What an amount of money brings on a line.",
        [
            Field("amount", "the money", .amount) { StoredNumber(exactly: $0.amount) },
            Field("profit", mean, .estimate) { $0.profit },
            Field("p5", "the 5 % quantile of profit", .value) {
                StoredNumber($0.range.lowerBound, error: $0.profit.standardError)
            },
            Field("p95", "its 95 % quantile", .value) {
                StoredNumber($0.range.upperBound, error: $0.profit.standardError)
            },
            Field("conversions", mean, .estimate) { $0.conversions },
            Field("marginal", marginal, .estimate) { $0.marginal },
        ])

    private static let budget = ObjectFields<(of: BudgetPoint, among: Optimisation)>(
        "budget_point", "The best split of a budget.",
        [
            Field("budget", "the budget", .amount) { StoredNumber(exactly: $0.of.budget) },
            Field("split", "its best split", split.shape) { ($0.of.split, $0.among) },
            Field("marginal", marginal, .estimate) { $0.of.marginal },
        ])

    private static let marginal = "what a unit of money more brings"
}

extension StoredNumber {
    /// An estimate as one number, of as many digits as its error leaves.
    fileprivate init(_ estimate: Estimate) { self.init(estimate.value, error: estimate.standardError) }
}
