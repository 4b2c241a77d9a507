// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// What becomes of a plan when things go wrong, as text for a terminal.
public struct StressTable: Sendable {
    /// The findings.
    public let stress: Stress
    private var title: String { stress.subject.scenario.name }
    private var currency: Currency { Currency(code: stress.subject.scenario.currency) }
    private var words: StressWords { StressWords(stress: stress, currency: currency) }

    /// The most assumptions that a joint shift shows one by one.
    private static let mostMoves = 8

    /// The tables of a stress test; money is in the scenario's currency.
    public init(_ stress: Stress) { self.stress = stress }

    /// The answer in a sentence, then worlds against splits, switching values and joint shifts.
    public var page: Page {
        var page = Page()
        let trials = Figure(exactly: Double(stress.provenance.trials)).text(.count)
        page.head(
            title,
            facts: [
                "\(trials) trials of each world", "\(searchTrials) where assumptions move",
                "seed \(stress.provenance.seed)",
            ])
        page.say(words.sentence)
        page = Page.joined([page, shocks, switchingValues, never])
        page.note(Self.reading)
        return page
    }

    /// The trials behind a moved assumption: more where the choice hangs on it.
    private var searchTrials: String {
        let counts = stress.switchingValues.map(\.trials)
        let ends = [counts.min() ?? stress.searchTrials, counts.max() ?? stress.searchTrials].map {
            Figure(exactly: Double($0)).text(.count)
        }
        return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
    }

    /// Worlds against splits.
    var shocks: Page {
        var page = Page()
        page.add(meanTable, note: meaningNote)
        if let idleNote { page.note(idleNote) }
        if let unrankedNote { page.note(unrankedNote) }
        if worlds.count > 1 {
            page.add(changeTable)
            if let costTable { page.add(costTable, note: unspentNote) }
        }
        let met = worlds.flatMap(\.splits).map(\.goalsMet)
        if met.contains(where: { $0.count > 0 }) {
            page.add(goalTable)
        } else if !stress.goals.isEmpty {
            page.note("No split meets all goals together in any trial of any world.")
        }
        page.add(shortfallTable)
        return page
    }

    /// Switching values and joint shifts.
    var switchingValues: Page {
        var page = Page()
        page.add(switchingTable)
        if let openNote { page.note(openNote) }
        for reverse in stress.reverse { add(reverse, to: &page) }
        return page
    }

    private static let reading =
        "best: whose mean is best; in brackets where these trials do not show it (95 %). regret: what the plan's best split gives "
        + "up there. –: the shock changes nothing of the split. Switching values move one assumption, everything else as it is drawn; "
        + "in brackets their 95 % intervals, by chance in these trials. sd: standard deviations of the "
        + "assumption's normal score; what is known is looked at from a tenth to ten times."

    /// The world as planned and the shocks that change something.
    private var worlds: [StressedWorld] { words.shown }

    private var names: [TextTable.RowName] {
        worlds.map {
            $0.name.isEmpty
                ? TextTable.RowName(text: "as planned", look: .strong)
                : TextTable.RowName(text: Displayed.clean($0.name))
        }
    }

    private func splitColumns(_ cell: (StressedSplit) -> String) -> [TextTable.Column] {
        stress.splits.indices.map { split in
            TextTable.Column(
                title: Displayed.clean(stress.splits[split]), cells: worlds.map { cell($0.splits[split]) })
        }
    }
}

// MARK: - Worlds and splits

extension StressTable {
    private var meanTable: TextTable {
        var columns = splitColumns { $0.unhired?.lines.isEmpty == true ? "no hire" : words.text($0.mean) }
        if stress.splits.count > 1 {
            columns.append(
                TextTable.Column(
                    title: "best",
                    cells: worlds.map { world in
                        guard let winner = world.winner else { return Figure.undefined }
                        let name = Displayed.clean(stress.splits[winner])
                        return world.isClear ? name : "(\(name))"
                    }, panel: 1))
            columns.append(
                TextTable.Column(title: "regret", cells: worlds.map { words.text($0.regret) }, panel: 1))
        }
        return TextTable(title: "mean \(stress.metric.title)", names: names, columns: columns)
    }

    private var changeTable: TextTable {
        table("change of the mean", worlds.filter { !$0.name.isEmpty }) { split in
            split.change.map { $0.value == 0 && $0.standardError == 0 ? "–" : words.text($0) } ?? Figure.undefined
        }
    }

    /// What is spent more or less, in the worlds in which that is a hundredth or more of a split's cost; nil without one.
    private var costTable: TextTable? {
        let changed = worlds.filter { world in
            world.splits.contains { split in
                guard let change = split.costChange, let cost = split.cost else { return false }
                return abs(change.value) >= 0.01 * (cost.value - change.value)
                    && abs(change.value) > StandardNormal.z975 * change.standardError
            }
        }
        guard !changed.isEmpty else { return nil }
        return table("change of the cost", changed) { split in
            split.costChange.map { change in
                change.value == 0 && change.standardError == 0
                    ? "–" : Figure(change).text(.money(currency), digits: 3)
            } ?? Figure.undefined
        }
    }

    private func table(_ title: String, _ worlds: [StressedWorld], _ cell: (StressedSplit) -> String) -> TextTable {
        TextTable(
            title: title, names: worlds.map { TextTable.RowName(text: Displayed.clean($0.name)) },
            columns: stress.splits.indices.map { split in
                TextTable.Column(
                    title: Displayed.clean(stress.splits[split]), cells: worlds.map { cell($0.splits[split]) })
            })
    }

    /// Where a shock looks good because less money is spent; nil where none does.
    private var unspentNote: String? {
        guard let planned = stress.worlds.first, stress.metric.unit == .money else { return nil }
        let z = StandardNormal.z975
        let texts = worlds.filter { !$0.name.isEmpty }.compactMap { world -> String? in
            let split = ([stress.leader] + stress.splits.indices).first { split in
                let here = world.splits[split]
                guard let saved = here.costChange, saved.value + z * saved.standardError < 0,
                    let before = planned.splits[split].shortfall, let after = here.shortfall
                else { return false }
                let isBetter = here.change.map { $0.value > z * $0.standardError } ?? false
                return isBetter || after.value - before.value > z * (before.standardError + after.standardError)
            }
            guard let split, let saved = world.splits[split].costChange else { return nil }
            let amount = Figure(-saved.value, error: saved.standardError).text(.money(currency), digits: 3)
            let roi = world.splits[split].roiChange.map {
                "; its ROI changes by \(Figure($0).text(.points))"
            }
            return
                "\(Displayed.clean(world.name)) leaves \(amount) of \(words.split(split)) unspent, so that less can be lost"
                + (roi ?? "")
        }
        return texts.isEmpty ? nil : texts.joined(separator: ". ") + "."
    }

    /// The shocks that change nothing here, and what they change instead; nil without one.
    private var idleNote: String? {
        let idle = stress.worlds.filter { !($0.effect?.acts ?? true) }
        guard !idle.isEmpty else { return nil }
        let texts = idle.map { world in
            let others = world.effect?.others ?? []
            let what =
                others.isEmpty
                ? "nothing that it touches is used by any split"
                : "it changes \(Verdict.list(others.prefix(4).map(\.title)))\(others.count > 4 ? " and more" : ""), not "
                    + stress.metric.title
            return "\(Displayed.clean(world.name)) (\(what))"
        }
        return "Without effect here, and not counted: " + texts.joined(separator: "; ") + "."
    }

    /// The splits that cannot be ranked in a world, and why; nil without one.
    private var unrankedNote: String? {
        var texts: [String] = []
        for split in stress.splits.indices {
            let found = worlds.filter { $0.splits[split].unhired != nil }
            guard let first = found.first, let money = first.splits[split].unhired else { continue }
            let places = found.map { $0.name.isEmpty ? "as planned" : "under \(Displayed.clean($0.name))" }
            let list = found.count == worlds.count ? "" : " " + Verdict.list(places)
            let more =
                found.count > 1 ? (first.name.isEmpty ? " as planned" : " under \(Displayed.clean(first.name))") : ""
            texts.append("\(words.split(split)) is not ranked\(list): its money \(Verdict.hires(money))\(more).")
        }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    private var goalTable: TextTable {
        TextTable(
            title: stress.goals.count > 1 ? "all goals met" : "goal met", names: names,
            columns: splitColumns { Figure.chance($0.goalsMet) })
    }

    private var shortfallTable: TextTable {
        TextTable(
            title: "worst 5 %, \(stress.metric.title)", names: names, columns: splitColumns { words.text($0.shortfall) }
        )
    }

    private var meaningNote: String? {
        let meanings = stress.worlds.filter { !$0.name.isEmpty && !$0.meaning.isEmpty }.map {
            "\(Displayed.clean($0.name)): \(Displayed.clean($0.meaning))"
        }
        return meanings.isEmpty ? nil : meanings.joined(separator: "; ") + "."
    }
}

// MARK: - Switching values

extension StressTable {
    private typealias Row = (assumption: Assumption, switching: SwitchingValue)

    private func rows(apart: Bool) -> [Row] {
        stress.switchingValues.flatMap { moved in
            moved.values.filter { $0.isApart == apart }.map { (moved.assumption, $0) }
        }
        .sorted { abs($0.1.distance) < abs($1.1.distance) }
    }

    private var switchingTable: TextTable {
        let rows = rows(apart: true)
        return TextTable(
            title: "switching values", names: rows.map { TextTable.RowName(text: words.label($0.assumption)) },
            columns: [
                TextTable.Column(
                    title: "now",
                    cells: rows.map { words.value($0.assumption.shownCentre, error: 0, of: $0.assumption) }),
                TextTable.Column(
                    title: "switches",
                    cells: rows.map {
                        ($0.switching.isAbove ? "above " : "below ") + words.value($0.switching, of: $0.assumption)
                    }),
                TextTable.Column(title: "away", cells: rows.map { words.distance($0.switching, of: $0.assumption) }),
                TextTable.Column(title: "what changes", cells: rows.map { words.change($0.switching) }),
            ])
    }

    /// What is not told apart from now, by what would change; nil where there is nothing.
    private var openNote: String? {
        let open = rows(apart: false)
        let targets = [SwitchingTarget.winner] + stress.goals.indices.map { .goal($0) }
        let texts = targets.compactMap { target -> String? in
            var labels: [String] = []
            for row in open where row.switching.target == target {
                let label = words.label(row.assumption)
                if !labels.contains(label) { labels.append(label) }
            }
            guard !labels.isEmpty else { return nil }
            let more = labels.count - 5
            let list = more > 0 ? labels.prefix(5).joined(separator: ", ") + " and \(more) more" : Verdict.list(labels)
            return "\(words.subject(of: target)), by moving \(list)"
        }
        return texts.isEmpty
            ? nil : "Too near to where they stand now for these trials to tell: " + texts.joined(separator: "; ") + "."
    }

    /// The assumptions that change nothing within their ranges.
    var never: Page {
        var page = Page()
        if let neverNote { page.note(neverNote) }
        return page
    }

    private var neverNote: String? {
        let never = stress.switchingValues.filter(\.values.isEmpty).map { moved in
            let ends = [moved.range.lowerBound, moved.range.upperBound].map {
                words.value($0, error: nil, of: moved.assumption)
            }
            return "\(words.label(moved.assumption)) (\(ends.joined(separator: " to ")))"
        }
        return never.isEmpty
            ? nil : "Not shown to change anything within its range: " + never.joined(separator: ", ") + "."
    }
}

// MARK: - Joint shifts

extension StressTable {
    private func add(_ reverse: ReverseStress, to page: inout Page) {
        guard case .shift(let shift) = reverse.finding else {
            return page.note(words.sentence(of: reverse))
        }
        // What stays where it is, as far as is printed, is no move.
        let moves = shift.moves.prefix(Self.mostMoves).filter { move in
            let ends = [move.assumption.shownCentre, move.value].map {
                words.value($0, error: nil, of: move.assumption)
            }
            return move.part >= 0.005 && ends[0] != ends[1]
        }
        page.add(
            TextTable(
                title: words.title(of: reverse.target),
                names: moves.map { TextTable.RowName(text: words.label($0.assumption)) },
                columns: [
                    TextTable.Column(
                        title: "from",
                        cells: moves.map { words.value($0.assumption.shownCentre, error: nil, of: $0.assumption) }),
                    TextTable.Column(
                        title: "to", cells: moves.map { words.value($0.value, error: nil, of: $0.assumption) }),
                    TextTable.Column(
                        title: "sd",
                        cells: moves.map {
                            Figure($0.score, error: Swift.max(shift.error, 0.01)).text(.factor, digits: 2)
                        }),
                    TextTable.Column(
                        title: "part", cells: moves.map { Figure($0.part, error: 0.01).text(.percent) }),
                    TextTable.Column(
                        title: "in exchange",
                        cells: moves.map { Figure($0.exchange, error: 0.01).text(.factor, digits: 2) }),
                ]), note: words.sentence(of: reverse))
    }
}
