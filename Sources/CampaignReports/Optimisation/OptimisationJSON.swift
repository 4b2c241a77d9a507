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
    private var scenario: Scenario { optimisation.subject.scenario }
    private var words: OptimisationWords { OptimisationWords(currency: Currency(code: scenario.currency)) }

    /// The document of an optimisation.
    public init(_ optimisation: Optimisation) { self.optimisation = optimisation }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        let provenance = optimisation.provenance
        return .object([
            "schema": .string(Self.schema), "currency": .string(scenario.currency),
            "budget": StoredNumber(exactly: optimisation.budget).json,
            "objective": .string(words.name(optimisation.problem.objective)),
            "constraints": .array(
                optimisation.constraintCosts.map { cost in
                    .object([
                        "text": .string(words.text(cost.constraint)), "gain_without": SummaryJSON.json(cost.gain),
                        "amounts_without": amounts(cost.amounts),
                    ])
                }),
            "provenance": .object([
                "seed": .integer(provenance.seed), "trials": .integer(provenance.trials),
                "version": .string(provenance.version), "scenario_checksum": .string(optimisation.subject.checksum),
            ]),
            "scored": .integer(optimisation.scored), "kept": .integer(optimisation.kept),
            "hires": .bool(optimisation.hires), "step": StoredNumber(exactly: optimisation.step).json,
            "search": .string(optimisation.search.rawValue),
            "finalists": optimisation.finalists.map { .integer($0) } ?? .null,
            "prices": .object(
                SummaryJSON.keyed(
                    zip(optimisation.lines, optimisation.prices).map { line, price in
                        (line, price.map(json) ?? .null)
                    })),
            "upper_bound": optimisation.upperBound.map {
                StoredNumber($0, error: optimisation.searchValue.standardError).json
            } ?? .null,
            "rounding": StoredNumber(exactly: optimisation.rounding).json,
            "best": json(optimisation.best), "search_value": SummaryJSON.json(optimisation.searchValue),
            "own": .array(optimisation.own.map(json)),
            "reference": .string(optimisation.own[optimisation.reference].name ?? ""),
            "improvement": SummaryJSON.json(optimisation.improvement),
            "earns_more": SummaryJSON.json(optimisation.profitPair.firstBetter),
            "verdict": .string(OptimisationTable(optimisation).answer),
            "as_good": .object([
                "count": .integer(optimisation.asGoodCount),
                "shares": .object(
                    SummaryJSON.keyed(
                        zip(optimisation.lines, optimisation.asGood).map { line, range in
                            (
                                line,
                                .object([
                                    "low": StoredNumber(exactly: range.lowerBound).json,
                                    "high": StoredNumber(exactly: range.upperBound).json,
                                ])
                            )
                        })),
            ]),
            "frontier": .array(
                optimisation.frontier.map { split in
                    .object([
                        "name": split.name.map { .string($0) } ?? .null, "amounts": amounts(split.amounts),
                        "profit": Self.value(split.profit), "shortfall": Self.value(split.shortfall),
                    ])
                }),
            "curves": .object(
                SummaryJSON.keyed(
                    zip(optimisation.lines, optimisation.curves).map { ($0, .array($1.map(json))) })),
            "budgets": .array(optimisation.budgets.map(json)),
            "targets": optimisation.question.map(json) ?? .null,
        ])
    }
}

// MARK: - Parts

extension OptimisationJSON {
    private func amounts(_ money: [Double]) -> JSONValue {
        .object(
            SummaryJSON.keyed(zip(optimisation.lines, money).map { ($0, StoredNumber(exactly: $1).json) }))
    }

    /// An estimate as one number, of as many digits as its error leaves.
    private static func value(_ estimate: Estimate) -> JSONValue {
        StoredNumber(estimate.value, error: estimate.standardError).json
    }

    private func json(_ split: ScoredSplit) -> JSONValue {
        let members: [String: JSONValue] = [
            "name": split.name.map { .string($0) } ?? .null, "amounts": amounts(split.amounts),
            "objective": SummaryJSON.json(split.objective), "profit": SummaryJSON.json(split.profit),
            "conversions": SummaryJSON.json(split.conversions), "creators": SummaryJSON.json(split.creators),
            "cost": SummaryJSON.json(split.cost), "cpa": split.cpa.map { SummaryJSON.json($0) } ?? .null,
            "roi": split.roi.map { SummaryJSON.json($0) } ?? .null,
            "shortfall": Self.value(split.shortfall),
            "goals": .array(split.goals.map(SummaryJSON.json)),
            "keeps": .array(split.keeps.map { .bool($0) }),
            "search": split.search.map { search in
                .object([
                    "profit": SummaryJSON.json(search.profit),
                    "shortfall": Self.value(search.shortfall),
                ])
            } ?? .null,
            "almost_nothing_sold": SummaryJSON.json(split.profile.almostNothingSold),
        ]
        return .object(members.merging(SummaryJSON.members(split.profile)) { own, _ in own })
    }

    private func json(_ point: CurvePoint) -> JSONValue {
        let error = point.profit.standardError
        return .object([
            "amount": StoredNumber(exactly: point.amount).json, "profit": SummaryJSON.json(point.profit),
            "p5": StoredNumber(point.range.lowerBound, error: error).json,
            "p95": StoredNumber(point.range.upperBound, error: error).json,
            "conversions": SummaryJSON.json(point.conversions), "marginal": SummaryJSON.json(point.marginal),
        ])
    }

    private func json(_ point: BudgetPoint) -> JSONValue {
        .object([
            "budget": StoredNumber(exactly: point.budget).json, "split": json(point.split),
            "marginal": SummaryJSON.json(point.marginal),
        ])
    }

    private func json(_ price: CreatorPrice) -> JSONValue {
        .object([
            "mean": price.isConstant
                ? StoredNumber(exactly: price.mean).json : StoredNumber(price.mean, error: price.mean / 1_000).json,
            "constant": .bool(price.isConstant),
        ])
    }

    private func json(_ question: BudgetQuestion) -> JSONValue {
        func budget(_ number: Int?) -> JSONValue {
            number.map { StoredNumber(exactly: question.points[$0].budget).json } ?? .null
        }
        return .object([
            "goals": .array(question.targets.map { .string($0.text(Currency(code: scenario.currency))) }),
            "sure": StoredNumber(exactly: question.sure).json,
            "smallest_budget": .object([
                "value": budget(question.smallest), "low": budget(question.low), "high": budget(question.high),
            ]),
            "likeliest_budget": budget(question.likeliest),
            "fall": question.fall.map { fall in
                .object([
                    "from": budget(fall.from), "to": budget(fall.to), "difference": SummaryJSON.json(fall.difference),
                ])
            } ?? .null,
            "points": .array(
                question.points.map { point in
                    .object([
                        "budget": StoredNumber(exactly: point.budget).json, "amounts": amounts(point.amounts),
                        "name": point.name.map { .string($0) } ?? .null, "chance": SummaryJSON.json(point.chance),
                        "each": .array(point.each.map(SummaryJSON.json)), "profit": SummaryJSON.json(point.profit),
                        "cost": SummaryJSON.json(point.cost),
                        "own": .object(
                            SummaryJSON.keyed(
                                zip(optimisation.own, point.own).map { ($0.name ?? "", SummaryJSON.json($1)) })),
                    ])
                }),
        ])
    }
}
