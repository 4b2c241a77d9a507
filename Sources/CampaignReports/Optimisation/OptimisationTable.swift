// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Which split a budget should have, as text for a terminal.
public struct OptimisationTable: Sendable {
    /// The results.
    public let optimisation: Optimisation
    /// The scenario that they belong to.
    public var scenario: Scenario { optimisation.subject.scenario }
    var currency: Currency { Currency(code: scenario.currency) }
    var words: OptimisationWords { OptimisationWords(currency: currency) }

    /// The tables of an optimisation.
    public init(_ optimisation: Optimisation) { self.optimisation = optimisation }

    /// The answer in a sentence, then the split, what it brings, and how far it is certain.
    public var page: Page {
        var page = Page()
        page.head(scenario.name, facts: facts)
        for paragraph in answers { page.say(paragraph) }
        return Page.joined([page, tables])
    }

    /// The tables without the answer.
    var tables: Page {
        var page = Page()
        if let budgetAnswer { page.add(budgetAnswer.table, note: budgetAnswer.note) }
        page.add(
            splitTable,
            note: "as good: the least and most of each line among the splits of the search that are not "
                + "shown to be worse than the best (95 %): \(count(optimisation.asGoodCount)) of them." + rounding)
        page.add(
            scoreTable,
            note:
                "Scored on fresh draws. worst 5 %: mean profit of the worst twentieth. hires nobody: how often, of the money for "
                + "which the split is left out of the ranking. " + curse)
        if !optimisation.constraintCosts.isEmpty {
            page.add(costTable, note: "gain: how much better the best split would be without the constraint.")
        }
        page.add(
            frontierTable,
            note:
                "On the draws of the search, none of its splits that may be chosen has both more mean profit and a better worst "
                + "5 % than one of these. \(ownOnFrontier)")
        page.add(
            curveTable,
            note:
                "Each line by itself. next: what the last money earned for each \(unit) of it, cost taken off: over a step of the "
                + "search, or over whole creators where these cost more than a small part of one.\(prices)")
        if !optimisation.budgets.isEmpty { page.add(budgetTable, note: budgetNote) }
        return page
    }
}

// MARK: - Sentences

extension OptimisationTable {
    private var unit: String { currency.prefix.trimmingSpaces + "1" }

    func count(_ number: Int) -> String { Figure(exactly: Double(number)).text(.count) }

    private var facts: [String] {
        let provenance = optimisation.provenance
        return [
            "budget \(Figure(exactly: optimisation.budget).text(.money(currency)))",
            "for \(words.name(optimisation.problem.objective))",
            "\(count(provenance.trials)) trials, and as many fresh ones", "seed \(provenance.seed)",
        ]
    }

    /// What a creator of each line costs.
    private var prices: String {
        let prices = zip(optimisation.lines, optimisation.prices).compactMap { line, price in
            price.map { "\(Displayed.clean(line)) \(words.price($0))" }
        }
        return prices.isEmpty ? "" : " A creator costs: \(prices.joined(separator: ", "))."
    }

    /// How far the scenario's own splits lie from the frontier, on the same draws.
    private var ownOnFrontier: String {
        let places = optimisation.own.compactMap { split -> String? in
            guard let own = split.search else { return nil }
            let better = optimisation.frontier.filter { $0.shortfall.value >= own.shortfall.value }
                .map(\.profit.value).max()
            guard let better, better >= own.profit.value else {
                return "\(name(split)) lies beyond it, but breaks a bound or hires nobody too often"
            }
            guard better > own.profit.value else { return "\(name(split)) lies on it" }
            guard better - own.profit.value > own.profit.standardError else {
                let error = Figure(1.1 * own.profit.standardError, error: own.profit.standardError / 10)
                return "\(name(split)) gives up less than \(error.text(.money(currency))) of mean profit against it"
            }
            let gap = Figure(better - own.profit.value, error: own.profit.standardError)
            return
                "\(name(split)) gives up \(gap.text(.money(currency), digits: 3)) of mean profit against one with no worse tail"
        }
        return places.isEmpty ? "" : places.joined(separator: "; ") + "."
    }

    private var rounding: String {
        optimisation.rounding == 0
            ? ""
            : " Rounding to the cent put \(Figure(exactly: optimisation.rounding).text(.money(currency))) on the largest line."
    }

    private var curse: String {
        let objective = optimisation.problem.objective
        guard optimisation.best.name == nil else { return "" }
        let optimism = Estimate(
            value: optimisation.searchValue.value - optimisation.best.objective.value,
            standardError: (optimisation.searchValue.standardError * optimisation.searchValue.standardError
                + optimisation.best.objective.standardError * optimisation.best.objective.standardError).squareRoot())
        guard objective != .regret else { return "" }
        let text = "In the search itself the best split scored \(words.value(optimisation.searchValue, objective)), "
        guard optimism.value > 0 else { return text + "no more than on fresh draws." }
        let more = words.difference(optimism, objective)
        return text + "\(more) more: what is chosen for its score is flattered by it."
    }
}

// MARK: - Tables

extension OptimisationTable {
    private var columnsOfSplits: [ScoredSplit] { [optimisation.best] + optimisation.own }

    private func name(_ split: ScoredSplit) -> String { split.name.map(Displayed.clean) ?? "best" }

    private var splitTable: TextTable {
        var columns = columnsOfSplits.enumerated().map { number, split in
            TextTable.Column(
                title: number == 0 ? "best" : name(split),
                cells: split.amounts.map { amount in
                    Figure(exactly: amount).text(.money(currency))
                        + " " + Displayed.right(words.percent(amount / optimisation.budget), 4)
                })
        }
        let ranges = optimisation.asGood.map { range in
            "\(words.percent(range.lowerBound)) – \(words.percent(range.upperBound))"
        }
        columns.insert(TextTable.Column(title: "as good", cells: ranges), at: 1)
        return TextTable(
            title: "line",
            names: optimisation.lines.map { TextTable.RowName(text: Displayed.clean($0), look: .strong) },
            columns: columns)
    }

    private var scoreTable: TextTable {
        let splits = columnsOfSplits
        func column(_ title: String, _ text: (ScoredSplit) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: splits.map(text))
        }
        func money(_ estimate: Estimate) -> String { Figure(estimate).text(.money(currency), digits: 4) }
        var columns = [
            column("profit") { money($0.profit) },
            column("worst 5 %") { money($0.shortfall) },
            column("ROI") { $0.roi.map { Figure($0).text(.percent) } ?? Figure.undefined },
            column("conversions") { Figure($0.conversions).text(.count, digits: 4) },
            column("CPA") { $0.cpa.map { money($0) } ?? Figure.undefined },
            column("creators") { Figure($0.creators).text(.count, digits: 3) },
        ]
        // A regret is one against all splits of the search, which fresh draws of a few do not give.
        if ![.profit, .regret].contains(optimisation.problem.objective) {
            columns.insert(column("objective") { words.value($0.objective, optimisation.problem.objective) }, at: 0)
        }
        for (number, goal) in scenario.goals.enumerated() {
            columns.append(column(goal.text(currency)) { Figure.chance($0.goals[number]) })
        }
        if splits.contains(where: { $0.profile.unhired != nil }) {
            columns.append(column("hires nobody") { $0.profile.unhired.map { Figure.chance($0.nobodyHired) } ?? "" })
        }
        if !optimisation.problem.constraints.isEmpty {
            columns.append(column("keeps all") { $0.keeps.allSatisfy { $0 } ? "yes" : "no" })
        }
        return TextTable(
            title: "split",
            names: splits.enumerated().map {
                TextTable.RowName(text: $0 == 0 ? "best" : name($1), look: .strong)
            }, columns: columns)
    }

    private var costTable: TextTable {
        TextTable(
            title: "constraint",
            names: optimisation.constraintCosts.map { TextTable.RowName(text: words.text($0.constraint)) },
            columns: [
                TextTable.Column(
                    title: "gain",
                    cells: optimisation.constraintCosts.map {
                        words.difference($0.gain, optimisation.problem.objective)
                    })
            ])
    }

    private var frontierTable: TextTable {
        let all = optimisation.frontier
        // A dozen at most, the two ends included.
        let shown = all.count <= 12 ? all : (0..<12).map { all[$0 * (all.count - 1) / 11] }
        func money(_ estimate: Estimate) -> String { Figure(estimate).text(.money(currency), digits: 4) }
        func label(_ split: FrontierSplit) -> String {
            let shares = zip(optimisation.lines, split.amounts).filter { $0.1 > 0 }.map {
                "\(words.percent($1 / optimisation.budget)) \(Displayed.clean($0))"
            }
            return shares.joined(separator: ", ") + (split.name.map { " (\(Displayed.clean($0)))" } ?? "")
        }
        return TextTable(
            title: "frontier", names: shown.map { TextTable.RowName(text: label($0)) },
            columns: [
                TextTable.Column(title: "mean profit", cells: shown.map { money($0.profit) }),
                TextTable.Column(title: "worst 5 %", cells: shown.map { money($0.shortfall) }),
            ])
    }

    private var curveTable: TextTable {
        var names: [TextTable.RowName] = []
        var cells: [[String]] = [[], [], [], []]
        for (line, points) in zip(optimisation.lines, optimisation.curves) {
            names.append(TextTable.RowName(text: Displayed.clean(line), look: .strong))
            for column in cells.indices { cells[column].append("") }
            for (number, point) in points.enumerated()
            where [0, 1, 3, 7, 11, 15, 19].contains(number) || number == points.count - 1 {
                names.append(
                    TextTable.RowName(text: Figure(exactly: point.amount).text(.money(currency)), indent: 2))
                cells[0].append(Figure(point.conversions).text(.count, digits: 3))
                cells[1].append(Figure(point.profit).text(.money(currency), digits: 3))
                let error = point.profit.standardError * 2
                let ends = [point.range.lowerBound, point.range.upperBound].map {
                    Figure($0, error: error).text(.money(currency), digits: 3)
                }
                cells[2].append("[\(ends[0]) – \(ends[1])]")
                cells[3].append(Figure(point.marginal).text(.money(currency), digits: 3))
            }
        }
        return TextTable(
            title: "by line", names: names,
            columns: zip(["conversions", "mean profit", "90 %", "next"], cells).map {
                TextTable.Column(title: $0, cells: $1)
            })
    }

    private var budgetTable: TextTable {
        let points = optimisation.budgets
        let columns = [
            TextTable.Column(
                title: "profit", cells: points.map { Figure($0.split.profit).text(.money(currency), digits: 4) }),
            TextTable.Column(
                title: "next", cells: points.map { Figure($0.marginal).text(.money(currency), digits: 3) }),
            TextTable.Column(
                title: "conversions", cells: points.map { Figure($0.split.conversions).text(.count, digits: 4) }),
            TextTable.Column(
                title: "CPA",
                cells: points.map {
                    $0.split.cpa.map { Figure($0).text(.money(currency), digits: 4) } ?? Figure.undefined
                }),
            TextTable.Column(
                title: "ROI", cells: points.map { $0.split.roi.map { Figure($0).text(.percent) } ?? Figure.undefined }),
        ]
        return TextTable(
            title: "budget",
            names: points.map { TextTable.RowName(text: Figure(exactly: $0.budget).text(.money(currency))) },
            columns: columns)
    }

    private var budgetNote: String {
        let earning = optimisation.budgets.prefix { $0.marginal.value > StandardNormal.z95 * $0.marginal.standardError }
        let text =
            "Each budget with the split of most mean profit, the file's own among them. next: what the money since the budget before, "
            + "or since as many before as a creator costs, earned for each \(unit) of it, cost taken off. "
        guard let last = earning.last else { return text + "The first step is not shown to earn more than it costs." }
        return text + "The last budget up to which every step is shown to earn more than it costs is "
            + Figure(exactly: last.budget).text(.money(currency)) + "."
    }
}

extension String {
    /// The text without spaces at its ends.
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
