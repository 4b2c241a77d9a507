// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// What becomes of a plan when things go wrong, as text for a terminal.
public struct StressTable: Sendable {
    /// The findings.
    public let stress: Stress
    private let title: String
    private let currency: Currency
    private var words: StressWords { StressWords(stress: stress, currency: currency) }

    /// The most assumptions that a joint shift shows one by one.
    private static let mostMoves = 8

    /// The tables of a stress test; money is in the scenario's currency.
    public init(_ stress: Stress, of scenario: Scenario) {
        self.stress = stress
        title = scenario.name
        currency = Currency(code: scenario.currency)
    }

    /// The answer in a sentence, then worlds against splits, flip values and joint shifts.
    public var page: Page {
        var page = Page()
        let trials = Figure(exactly: Double(stress.provenance.trials)).text(.count)
        page.head(title, facts: ["\(trials) trials of each world", "seed \(stress.provenance.seed)"])
        page.say(words.sentence)
        page = Page.joined([page, shocks, flips, never])
        page.note(Self.reading)
        return page
    }

    /// Worlds against splits.
    var shocks: Page {
        var page = Page()
        page.add(meanTable, note: meaningNote)
        page.add(changeTable)
        let met = stress.worlds.flatMap(\.splits).map(\.goalsMet)
        if met.contains(where: { $0.count > 0 }) {
            page.add(goalTable)
        } else if !stress.goals.isEmpty {
            page.note("No split meets all goals together in any trial of any world.")
        }
        page.add(shortfallTable)
        return page
    }

    /// Flip values and joint shifts.
    var flips: Page {
        var page = Page()
        page.add(flipTable)
        for reverse in stress.reverse { add(reverse, to: &page) }
        return page
    }

    private static let reading =
        "best: whose mean is best; in brackets where these trials do not show it (95 %). regret: what the plan's best split gives "
        + "up there. Flip values move one assumption, everything else as it is drawn. sd: standard deviations of the "
        + "assumption's normal score; what is known is looked at from a tenth to ten times."

    private var names: [TextTable.RowName] {
        stress.worlds.map {
            $0.name.isEmpty
                ? TextTable.RowName(text: "as planned", look: .strong)
                : TextTable.RowName(text: Displayed.clean($0.name))
        }
    }

    private func splitColumns(_ cell: (StressedSplit) -> String) -> [TextTable.Column] {
        stress.splits.indices.map { split in
            TextTable.Column(
                title: Displayed.clean(stress.splits[split]), cells: stress.worlds.map { cell($0.splits[split]) })
        }
    }
}

// MARK: - Worlds and splits

extension StressTable {
    private var meanTable: TextTable {
        var columns = splitColumns { words.text($0.mean) }
        if stress.splits.count > 1 {
            columns.append(
                TextTable.Column(
                    title: "best",
                    cells: stress.worlds.map { world in
                        guard let winner = world.winner else { return Figure.undefined }
                        let name = Displayed.clean(stress.splits[winner])
                        return world.isClear ? name : "(\(name))"
                    }, group: 1))
            columns.append(
                TextTable.Column(title: "regret", cells: stress.worlds.map { words.text($0.regret) }, group: 1))
        }
        return TextTable(title: "mean \(stress.metric.title)", names: names, columns: columns)
    }

    private var changeTable: TextTable {
        let worlds = stress.worlds.filter { !$0.name.isEmpty }
        return TextTable(
            title: "change of the mean", names: worlds.map { TextTable.RowName(text: Displayed.clean($0.name)) },
            columns: stress.splits.indices.map { split in
                TextTable.Column(
                    title: Displayed.clean(stress.splits[split]),
                    cells: worlds.map { words.text($0.splits[split].change) })
            })
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

// MARK: - Flip values

extension StressTable {
    private var flipTable: TextTable {
        let rows = stress.flips.flatMap { flips in flips.values.map { (flips.assumption, $0) } }
            .sorted { abs($0.1.distance) < abs($1.1.distance) }
        return TextTable(
            title: "flip values", names: rows.map { TextTable.RowName(text: words.label($0.0)) },
            columns: [
                TextTable.Column(title: "now", cells: rows.map { words.value($0.0.centre, error: 0, of: $0.0) }),
                TextTable.Column(
                    title: "flips",
                    cells: rows.map {
                        ($0.1.isAbove ? "above " : "below ") + words.value($0.1.value, error: $0.1.error, of: $0.0)
                    }),
                TextTable.Column(title: "away", cells: rows.map { words.distance($0.1, of: $0.0) }),
                TextTable.Column(title: "what changes", cells: rows.map { words.change($0.1) }),
            ])
    }

    /// The assumptions that change nothing within their ranges.
    var never: Page {
        var page = Page()
        if let neverNote { page.note(neverNote) }
        return page
    }

    private var neverNote: String? {
        let never = stress.flips.filter(\.values.isEmpty).map { flips in
            let ends = [flips.range.lowerBound, flips.range.upperBound].map {
                words.value($0, error: nil, of: flips.assumption)
            }
            return "\(words.label(flips.assumption)) (\(ends.joined(separator: " to ")))"
        }
        return never.isEmpty ? nil : "Never within its range: " + never.joined(separator: ", ") + "."
    }
}

// MARK: - Joint shifts

extension StressTable {
    private func add(_ reverse: ReverseStress, to page: inout Page) {
        guard case .shift(let shift) = reverse.finding else {
            return page.note(words.sentence(of: reverse))
        }
        let moves = shift.moves.prefix(Self.mostMoves).filter { $0.part >= 0.005 }
        page.add(
            TextTable(
                title: words.title(of: reverse.target),
                names: moves.map { TextTable.RowName(text: words.label($0.assumption)) },
                columns: [
                    TextTable.Column(
                        title: "from",
                        cells: moves.map { words.value($0.assumption.centre, error: nil, of: $0.assumption) }),
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
