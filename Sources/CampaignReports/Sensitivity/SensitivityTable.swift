// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// Which assumptions drive what a campaign returns, as text for a terminal.
public struct SensitivityTable: Sendable {
    /// The findings.
    public let sensitivity: Sensitivity
    private var title: String { sensitivity.subject.scenario.name }
    private var currency: Currency { Currency(code: sensitivity.subject.scenario.currency) }

    /// The most inputs that a table shows one by one.
    private static let mostRows = 12
    private static let leastRows = 5

    /// The tables of a study; money is in the scenario's currency.
    public init(_ sensitivity: Sensitivity) { self.sensitivity = sensitivity }

    /// The answer in a sentence, then what drives the decision, the difference of the two best splits and the best
    /// split.
    public var page: Page {
        var page = Page()
        page.head(title, facts: facts)
        page.say(SensitivityVerdict(sensitivity: sensitivity).sentence)
        return Page.joined([page, tables])
    }

    /// The tables without the answer.
    var tables: Page {
        var page = Page()
        for output in SensitivityVerdict(sensitivity: sensitivity).outputs {
            guard let findings = sensitivity[output], !findings.effects.isEmpty else { continue }
            page.add(table(findings), note: note(findings))
        }
        if sensitivity.splits.count > 1, sensitivity.method != .morris { page.add(shareTable) }
        page.note(reading + untold)
        return page
    }

    private var facts: [String] {
        let provenance = sensitivity.provenance
        let trials = Figure(exactly: Double(provenance.trials)).text(.count)
        let what =
            switch sensitivity.method {
            case .bins, .shapley: "\(trials) trials"
            case .sobol: "\(trials) points"
            case .morris: "\(trials) trajectories"
            }
        let campaigns = Figure(exactly: Double(sensitivity.evaluations)).text(.count)
        return [
            "method \(sensitivity.method.rawValue)", what, "\(campaigns) simulated campaigns",
            "seed \(provenance.seed)",
        ]
    }
}

// MARK: - Tables

extension SensitivityTable {
    private func table(_ findings: OutputSensitivity) -> TextTable {
        let rows = rows(findings)
        var names = rows.map {
            TextTable.RowName(text: Displayed.clean(QuantityPath.short(sensitivity.inputs[$0].label)))
        }
        var columns = columns(findings, rows)
        if let together = findings.together {
            names.append(TextTable.RowName(text: "all of them together", look: .faint))
            for column in columns.indices {
                let isShare = columns[column].title == Self.share || columns[column].title == Self.total
                columns[column].cells.append(isShare ? Self.percent(together) : "")
            }
        }
        return TextTable(title: name(findings.output), names: names, columns: columns)
    }

    /// The inputs that a table shows: those whose share the trials tell from 0 by falling share, and where they are few, the next
    /// ones.
    private func rows(_ findings: OutputSensitivity) -> [Int] {
        let order = findings.effects.indices.sorted {
            (findings.effects[$1].rank, $0) < (findings.effects[$0].rank, $1)
        }
        let told = order.filter { findings.effects[$0].isTold }
        let others = order.filter { !findings.effects[$0].isTold }
        return Array(told.prefix(Self.mostRows) + others.prefix(max(0, Self.leastRows - told.count)))
    }

    private static let share = "share"
    private static let total = "with others"

    private func columns(_ findings: OutputSensitivity, _ rows: [Int]) -> [TextTable.Column] {
        let effects = rows.map { findings.effects[$0] }
        func column(_ title: String, _ cell: (InputEffect) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: effects.map(cell))
        }
        switch sensitivity.method {
        case .bins: return binColumns(findings, effects)
        case .sobol:
            return [
                column(Self.share) { if case .sobol(let index) = $0 { Self.percent(index.first) } else { "" } },
                column(Self.total) { if case .sobol(let index) = $0 { Self.percent(index.total) } else { "" } },
            ]
        case .shapley:
            return [column(Self.share) { if case .shapley(let share) = $0 { Self.percent(share) } else { "" } }]
        case .morris:
            func figure(_ estimate: Estimate) -> String { text(Figure(estimate), findings.output) }
            return [
                column("moves it by") { if case .morris(let e) = $0 { figure(e.meanAbsolute) } else { "" } },
                column("on average") { if case .morris(let e) = $0 { figure(e.mean) } else { "" } },
                column("spread") {
                    guard case .morris(let effects) = $0 else { return "" }
                    return text(Figure(effects.sd, error: effects.mean.standardError), findings.output)
                },
            ]
        }
    }

    private func binColumns(_ findings: OutputSensitivity, _ effects: [InputEffect]) -> [TextTable.Column] {
        let binned = effects.map { effect -> BinnedEffect? in
            if case .bins(let effect) = effect { effect } else { nil }
        }
        func column(_ title: String, _ cell: (BinnedEffect) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: binned.map { $0.map(cell) ?? "" })
        }
        func mean(_ bin: InputBin?) -> String { text(bin?.mean.map { Figure($0) }, findings.output) }
        var columns = [
            column(Self.share) { Self.percent($0.share) },
            column("at its lowest") { mean($0.bins.first) },
            column("at its highest") { mean($0.bins.last) },
        ]
        if binned.contains(where: { $0?.rankCorrelation != nil }) {
            columns.append(
                column("rank corr.") { effect in
                    guard let r = effect.rankCorrelation else { return "" }
                    return Figure(r.value, error: r.standardError).text(.factor, digits: 2)
                })
        }
        if case .metric = findings.output {
            func p5(_ bin: InputBin?) -> String { text(bin?.p5.map { Figure($0) }, findings.output) }
            columns.append(column("5 % lowest") { p5($0.bins.first) })
            columns.append(column("5 % highest") { p5($0.bins.last) })
            for (number, goal) in sensitivity.goals.enumerated() {
                let chances = column(goal.text(currency)) { effect in
                    let ends = [effect.bins.first, effect.bins.last].map { bin -> String in
                        guard let goals = bin?.goals, goals.indices.contains(number) else { return "" }
                        return Figure.chance(goals[number])
                    }
                    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " … ")
                }
                // A chance that no assumption moves says nothing here.
                if chances.cells.contains(where: { $0.contains("…") }) { columns.append(chances) }
            }
        }
        return columns
    }

    /// Which share of each split's variance each input explains, by the metric in question.
    private var shareTable: TextTable {
        let findings = sensitivity.splits.indices.map { sensitivity[.metric(sensitivity.metric, split: $0)] }
        let order = sensitivity.inputs.indices.filter { input in
            findings.contains {
                ($0?.effects.indices.contains(input) ?? false) && ($0?.effects[input].rank ?? 0) > 0.005
            }
        }
        let rows = Array(
            order.sorted { one, other in
                func top(_ input: Int) -> Double {
                    findings.compactMap { $0?.effects.indices.contains(input) == true ? $0?.effects[input].rank : nil }
                        .max() ?? 0
                }
                return top(one) > top(other)
            }.prefix(Self.mostRows))
        return TextTable(
            title: "shares of \(sensitivity.metric.title)",
            names: rows.map {
                TextTable.RowName(text: Displayed.clean(QuantityPath.short(sensitivity.inputs[$0].label)))
            }
                + [TextTable.RowName(text: "all of them together", look: .faint)],
            columns: zip(sensitivity.splits, findings).map { split, findings in
                TextTable.Column(
                    title: Displayed.clean(split),
                    cells: rows.map { row in
                        guard let findings, findings.effects.indices.contains(row) else { return "" }
                        return findings.effects[row].share.map(Self.percent) ?? ""
                    } + [findings?.together.map(Self.percent) ?? ""])
            })
    }
}

// MARK: - Words

extension SensitivityTable {
    private func name(_ output: StudiedOutput) -> String {
        func split(_ number: Int) -> String { Displayed.clean(sensitivity.splits[number]) }
        switch output {
        case .metric(let metric, let number): return "\(metric.title) of \(split(number))"
        case .difference(let metric, let first, let second):
            return "\(metric.title), \(split(first)) less \(split(second))"
        case .decision(let metric): return "best \(metric.title)"
        }
    }

    private func text(_ figure: Figure?, _ output: StudiedOutput) -> String {
        guard let figure else { return Figure.undefined }
        switch output {
        case .metric(let metric, _), .difference(let metric, _, _):
            let style = Figure.Style(metric, currency: currency)
            return figure.text(style, digits: style == .percent ? nil : 3)
        case .decision: return figure.text(.percent)
        }
    }

    private static func percent(_ share: VarianceShare) -> String {
        let text = Figure(share.held, error: share.standardError).text(.percent)
        return share.low > 0 || share.held == 0 ? text : "(\(text))"
    }

    private func note(_ findings: OutputSensitivity) -> String? {
        var parts: [String] = []
        let hidden = findings.effects.count - rows(findings).count
        if hidden > 0 {
            let hasShares = !findings.effects.contains { $0.share == nil }
            let what = hasShares ? "less, or no more than chance, in these trials" : "less"
            parts.append("\(hidden) more matter \(what).")
        }
        if case .decision = findings.output, sensitivity.method == .bins {
            let leader = Displayed.clean(sensitivity.splits[sensitivity.leader])
            parts.append("Lowest and highest: how often \(leader) is best there.")
        }
        if findings.undefined > 0 {
            parts.append(
                "\(Figure(exactly: Double(findings.undefined)).text(.count)) rows without a value are left out.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private var untold: String {
        sensitivity.method == .morris ? "" : " In brackets: a share that these trials do not tell from 0."
    }

    private var reading: String {
        let rest =
            "What all of them together leave is chance in creators, posts and orders, which no knowledge of assumptions removes."
        switch sensitivity.method {
        case .bins:
            let correlated = sensitivity.inputs.contains { !$0.correlatedWith.isEmpty }
            return
                "share: of the variance (of CPA and of decisions: of ranks and choices), by lines through the trials sorted by "
                + "the input. At its lowest and highest: the mean over the tenth of trials in which the input is lowest "
                + "and highest; an event spares and strikes. \(rest)"
                + (correlated
                    ? " Correlated assumptions carry each other's effect here; --method shapley divides it." : "")
        case .sobol:
            return
                "share: of the variance, explained by the input alone; with others: alone and together with others. \(rest)"
        case .shapley:
            return "share: of the variance; shares add to that of all, correlated or not. \(rest)"
        case .morris:
            return
                "Effect on the expected value of moving the input over its 90 % range, one at a time, correlations left "
                + "aside. moves it by: mean of the absolute effects; on average: with sign; spread: how much the effect "
                + "depends on the other inputs."
        }
    }
}

extension InputEffect {
    /// The share of the variance that the input explains by itself; nil for elementary effects.
    var share: VarianceShare? {
        switch self {
        case .bins(let effect): effect.share
        case .sobol(let index): index.first
        case .shapley(let share): share
        case .morris: nil
        }
    }

    /// Whether the trials tell what it explains, with others or by itself, from 0; elementary effects are not tested.
    var isTold: Bool {
        switch self {
        case .bins(let effect): effect.share.low > 0
        case .sobol(let index): index.total.low > 0
        case .shapley(let share): share.low > 0
        case .morris: true
        }
    }
}
