// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// Which budget meets the targets, in sentences and as a table.
struct BudgetAnswer {
    let question: BudgetQuestion
    /// The names of the lines, in the order of all amounts.
    let lines: [String]
    /// The names of the scenario's own splits.
    let own: [String]
    let words: OptimisationWords

    /// The smallest budget or, where none is enough, the highest chance; then what else decides.
    var sentences: [String] {
        var sentences = [question.smallest.map(found) ?? missed]
        if question.smallest != nil { sentences.append(brackets) }
        sentences += [each, ownSplits, fall].compactMap { $0 }
        return sentences
    }

    private func money(_ budget: Double) -> String { Figure(exactly: budget).text(.money(words.currency)) }

    /// The targets: `CPA ≤ $45 and conversions ≥ 2,000`.
    private var targets: String {
        question.targets.map { $0.text(words.currency) }.joined(separator: " and ")
            + (question.targets.count > 1 ? " together" : "")
    }

    private var answered: Int { question.smallest ?? question.likeliest }

    private func percent(_ share: Double) -> String {
        Figure(exactly: (share * 1_000).rounded() / 1_000).text(.percent)
    }

    private func chance(_ proportion: Proportion) -> String {
        let interval = proportion.interval
        return "\(Figure.chance(proportion)) [\(percent(interval.lowerBound)) – \(percent(interval.upperBound))]"
    }

    private func split(_ point: TargetPoint) -> String {
        let shares = zip(lines, point.amounts).filter { $0.1 > 0 }.map {
            "\(words.percent($1 / point.budget)) \(Displayed.clean($0))"
        }
        let text = shares.joined(separator: ", ")
        return point.name.map { "\(Displayed.clean($0)) (\(text))" } ?? text
    }

    private func found(_ number: Int) -> String {
        let point = question.points[number]
        let sure = words.percent(question.sure)
        let chance = chance(point.chance)
        guard number > 0 else {
            return
                "Already \(money(point.budget)), the smallest budget tried, meets \(targets) in at least \(sure) of campaigns: with "
                + "\(split(point)) it does in \(chance)."
        }
        let low = question.low.map { money(question.points[$0].budget) } ?? money(point.budget)
        let high =
            question.high.map { money(question.points[$0].budget) }
            ?? "more than \(money(question.points[question.points.count - 1].budget))"
        let bracket = low == high ? "" : " [\(low) – \(high)]"
        return
            "\(money(point.budget))\(bracket) is the smallest budget tried that meets \(targets) in at least \(sure) of campaigns: "
            + "with \(split(point)) it does in \(chance)."
    }

    private var missed: String {
        let points = question.points
        let best = points[question.likeliest]
        let last =
            question.likeliest == points.count - 1
            ? ", the biggest one tried," : question.likeliest == 0 ? ", the smallest one tried," : ""
        return
            "No budget tried, from \(money(points[0].budget)) to \(money(points[points.count - 1].budget)), meets \(targets) in "
            + "\(words.percent(question.sure)) of campaigns: the highest chance is \(chance(best.chance)), at "
            + "\(money(best.budget))\(last) with \(split(best))."
    }

    /// Where the brackets come from.
    private var brackets: String {
        let points = question.points
        let step = answered > 0 ? points[answered].budget - points[answered - 1].budget : points[0].budget
        return
            "Brackets (95 %) hold the chance's Monte Carlo error; budgets lie \(money((step * 100).rounded() / 100)) apart there."
    }

    /// How often each target is met by itself, where there are several.
    private var each: String? {
        guard question.targets.count > 1 else { return nil }
        let alone = zip(question.targets, question.points[answered].each).map {
            "\($0.text(words.currency)) in \(Figure.chance($1))"
        }
        return "By itself that split meets \(alone.joined(separator: ", "))."
    }

    /// From where on the scenario's own splits do.
    private var ownSplits: String? {
        let texts = own.indices.map { number in
            let name = Displayed.clean(own[number])
            return question.smallest(own: number).map { "\(name) first does at \(money(question.points[$0].budget))" }
                ?? "\(name) at none"
        }
        if own.indices.allSatisfy({ question.smallest(own: $0) == nil }) {
            return own.isEmpty ? nil : "None of the file's own splits, scaled to each budget, does at any of them."
        }
        return "Of the file's own splits, scaled to each budget, \(texts.joined(separator: ", "))."
    }

    private var fall: String? {
        question.fall.map { fall in
            let (from, to) = (question.points[fall.from], question.points[fall.to])
            return
                "A bigger budget is not always better: at \(money(to.budget)) the chance is \(Figure.chance(to.chance)), against "
                + "\(Figure.chance(from.chance)) at \(money(from.budget))."
        }
    }
}

// MARK: - Table

extension BudgetAnswer {
    /// The tenths of the budget and those that the answer names.
    private var shown: [Int] {
        let points = question.points
        let last = points[points.count - 1].budget
        let named = [question.low, question.smallest, question.high, question.likeliest].compactMap { $0 }
        return points.indices.filter { number in
            let tenth = points[number].budget / last * 20
            return named.contains(number) || abs(tenth - tenth.rounded()) < 1e-6
        }
    }

    /// Each budget with the chance of the split that meets the targets most often, and of the own ones.
    var table: TextTable {
        let points = shown.map { question.points[$0] }
        var columns = [TextTable.Column(title: "met", cells: points.map { Figure.chance($0.chance) })]
        if question.targets.count > 1 {
            columns += question.targets.enumerated().map { number, goal in
                TextTable.Column(
                    title: goal.text(words.currency), cells: points.map { Figure.chance($0.each[number]) })
            }
        }
        columns += own.enumerated().map { number, name in
            TextTable.Column(title: Displayed.clean(name), cells: points.map { Figure.chance($0.own[number]) })
        }
        columns.append(
            TextTable.Column(
                title: "mean profit",
                cells: points.map { Figure($0.profit).text(.money(words.currency), digits: 3) }))
        columns.append(TextTable.Column(title: "with", cells: points.map(split)))
        return TextTable(
            title: "budget", names: points.map { TextTable.RowName(text: money($0.budget)) }, columns: columns)
    }

    /// What the table's columns mean.
    var note: String {
        "met: how often the split that meets \(targets) most often does, on fresh draws; under the file's own splits how often they do "
            + "with that budget. A campaign that spends nothing meets no target on money."
    }
}
