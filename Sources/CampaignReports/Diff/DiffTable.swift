// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import CampaignText

/// What changed between two summaries, for readers and for programs.
public struct DiffTable: Sendable {
    /// The name and version of the JSON document's layout.
    public static let schema = "tiercast/diff/1"

    let diff: ResultDiff
    let names: (before: String, after: String)

    /// The tables of what changed from the file `before` to the file `after`.
    public init(_ diff: ResultDiff, before: String, after: String) {
        self.diff = diff
        names = (before, after)
    }

    /// The metrics that the table shows; the JSON holds all.
    private static let shown: [Metric] = [.conversions, .cpa, .roi, .profit, .cost]

    /// What changed, in a sentence.
    var sentence: String {
        if diff.isEmpty { return "Nothing changed." }
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        let plan = diff.scenario.count == 1 ? "1 fact of the plan" : "\(diff.scenario.count) facts of the plan"
        let run = diff.method.count == 1 ? "1 setting of the run" : "\(diff.method.count) settings of the run"
        var inputs: [String] = []
        if !diff.assumptions.isEmpty { inputs.append(count(diff.assumptions.count, "assumption")) }
        if !diff.scenario.isEmpty { inputs.append(plan) }
        if !diff.method.isEmpty { inputs.append(run) }
        let beyond = diff.outcomes.filter(\.isBeyondNoise)
        let what = inputs.isEmpty ? "Nothing that was put in changed" : inputs.joined(separator: ", ") + " changed"
        if diff.outcomes.isEmpty { return "\(what); no figure did." }
        return
            "\(what.capitalisedFirst); \(count(diff.outcomes.count, "figure")) did, \(beyond.count) of them by more than noise."
    }
}

// MARK: - For readers

extension DiffTable {
    /// What changed, assumptions first.
    public var page: Page {
        var page = Page()
        page.head("\(names.before) → \(names.after)")
        page.say(sentence)
        page.add(changes("assumption", diff.assumptions))
        page.add(changes("plan", diff.scenario))
        page.add(changes("run", diff.method))
        var splits: [String] = []
        for outcome in diff.outcomes where !splits.contains(outcome.split) { splits.append(outcome.split) }
        for split in splits { page.add(outcomes(split)) }
        if !diff.outcomes.isEmpty {
            page.note(
                "beyond noise: greater than two Monte Carlo errors of independent runs."
                    + (diff.sharesDraws
                        ? " Both runs saw the same imagined campaigns, so smaller changes may be real too." : ""))
        }
        return page
    }

    private func changes(_ title: String, _ changes: [ResultDiff.Change]) -> TextTable {
        TextTable(
            title: title, names: changes.map { TextTable.RowName(text: Displayed.clean($0.place)) },
            columns: [
                TextTable.Column(title: "from", cells: changes.map { Self.value($0.before) }, widest: 44),
                TextTable.Column(title: "to", cells: changes.map { Self.value($0.after) }, widest: 44),
            ])
    }

    private static func value(_ text: String?) -> String { text.map { Displayed.clean($0) } ?? "–" }

    private func outcomes(_ split: String) -> TextTable {
        let rows = diff.outcomes.filter { outcome in
            guard outcome.split == split else { return false }
            switch outcome.figure {
            case .mean(let metric), .median(let metric): return Self.shown.contains(metric)
            case .chance: return true
            }
        }
        return TextTable(
            title: Displayed.clean(split), names: rows.map { TextTable.RowName(text: name($0.figure)) },
            columns: [
                TextTable.Column(title: "from", cells: rows.map { text($0.before, $0.figure) }),
                TextTable.Column(title: "to", cells: rows.map { text($0.after, $0.figure) }),
                TextTable.Column(title: "change", cells: rows.map { text($0.change, $0.figure) }),
                TextTable.Column(title: "beyond noise", cells: rows.map { $0.isBeyondNoise ? "yes" : "no" }),
            ])
    }

    private func name(_ figure: ResultDiff.Outcome.Figure) -> String {
        switch figure {
        case .mean(let metric): "mean \(metric.title)"
        case .median(let metric): "median \(metric.title)"
        case .chance(let goal): "chance of \(goal.text(diff.currency))"
        }
    }

    private func text(_ estimate: Estimate?, _ figure: ResultDiff.Outcome.Figure) -> String {
        guard let estimate else { return "–" }
        switch figure {
        case .mean(let metric), .median(let metric):
            let style = Figure.Style(metric, currency: diff.currency)
            return Figure(estimate).text(style, digits: style == .percent ? nil : 4)
        case .chance: return Figure(estimate).text(.percent)
        }
    }
}

// MARK: - For programs

extension DiffTable {
    /// What changed as a JSON document; `docs/diff.md` says what every key means.
    public var document: JSONValue { DiffFields.document.inlined.json(self) }
}
