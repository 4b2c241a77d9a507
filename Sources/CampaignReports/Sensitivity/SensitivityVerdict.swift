// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// One plain sentence on what decides, and which outputs a reader looks at first.
struct SensitivityVerdict {
    let sensitivity: Sensitivity

    /// The outputs worth a table: the decision, the difference of the two best splits, the best split.
    var outputs: [StudiedOutput] {
        let leader = StudiedOutput.metric(sensitivity.metric, split: sensitivity.leader)
        guard let runnerUp else { return [leader] }
        return [
            .decision(sensitivity.metric),
            .difference(sensitivity.metric, first: sensitivity.leader, second: runnerUp), leader,
        ]
    }

    /// The split that comes closest to the best one; nil where there is one split only.
    var runnerUp: Int? {
        let sign = sensitivity.metric.isBetterLower ? -1.0 : 1.0
        let others = sensitivity.outputs.compactMap { findings -> (split: Int, gap: Double)? in
            guard case .difference(_, _, let second) = findings.output else { return nil }
            return (second, sign * (findings.mean?.value ?? .infinity))
        }
        return others.min { $0.gap < $1.gap }?.split
    }

    /// The sentence, and what must be known to read it.
    var sentence: String {
        ([decides, leftOut] + (sensitivity.countsUncaused ? [StressWords.uncaused] : [])).compactMap { $0 }
            .joined(separator: " ")
    }

    /// The splits that are not ranked.
    private var leftOut: String? {
        guard !sensitivity.unranked.isEmpty, sensitivity.splits.count > 1 else { return nil }
        let names = Verdict.list(sensitivity.unranked.map { Displayed.clean(sensitivity.splits[$0]) })
        let are = sensitivity.unranked.count == 1 ? "is" : "are"
        return "\(names) \(are) not ranked: the money hires nobody too often."
    }

    /// What decides.
    private var decides: String {
        let output = outputs.first { sensitivity[$0]?.effects.isEmpty == false }
        guard let output, let findings = sensitivity[output] else { return nothing }
        let ranked = findings.effects.indices.sorted { findings.effects[$0].rank > findings.effects[$1].rank }
        let subject = subject(output)
        if sensitivity.method == .morris {
            let names = ranked.prefix(2).map { label($0) }
            return "\(subject) is moved most by \(names.joined(separator: ", then by "))."
        }
        let clear = ranked.filter { input in
            guard let share = leadingShare(findings.effects[input]) else { return false }
            return share.low > 0 && share.value >= 0.01
        }
        let alike = clear.filter { input in !isTold(clear[0], input, findings) }
        var text: String
        if alike.count > 1 {
            let parts = alike.prefix(3).map { input in
                label(input) + (leadingShare(findings.effects[input]).map { " (\(percent($0)))" } ?? "")
            }
            let more = alike.count > 3 ? " and \(alike.count - 3) more" : ""
            text =
                "\(subject) depends most on \(more.isEmpty ? Verdict.list(parts) : parts.joined(separator: ", ") + more), in "
                + "shares of its variance; these trials do not tell which of them matters most."
        } else if let first = clear.first, let share = leadingShare(findings.effects[first]) {
            text = "\(subject) depends most on \(label(first)) (\(percent(share)) of its variance)"
            if clear.count > 1, let second = leadingShare(findings.effects[clear[1]]) {
                text += ", then on \(label(clear[1])) (\(percent(second)))"
            }
            text += "."
        } else {
            text = "No single assumption is shown to decide \(subject.lowercasedFirst)."
        }
        if let together = findings.together {
            let rest = Figure(Swift.min(1, Swift.max(0, 1 - together.value)), error: together.standardError)
            text += " \(rest.text(.percent)) is chance in creators, posts and orders."
        }
        return text
    }

    /// Whether the trials tell the share of one input from that of another one.
    private func isTold(_ one: Int, _ other: Int, _ findings: OutputSensitivity) -> Bool {
        guard one != other, let first = leadingShare(findings.effects[one]),
            let second = leadingShare(findings.effects[other])
        else { return false }
        let error = (first.standardError * first.standardError + second.standardError * second.standardError)
            .squareRoot()
        return first.value - second.value > StandardNormal.z975 * error
    }

    private func leadingShare(_ effect: InputEffect) -> VarianceShare? {
        if case .sobol(let index) = effect { return index.total }
        return effect.share
    }

    private func percent(_ share: VarianceShare) -> String {
        Figure(share.held, error: share.standardError).text(.percent)
    }

    private func label(_ input: Int) -> String { Displayed.clean(QuantityPath.short(sensitivity.inputs[input].label)) }

    private func subject(_ output: StudiedOutput) -> String {
        let names = sensitivity.splits.map { Displayed.clean($0) }
        switch output {
        case .decision(let metric): return "Which split brings the best \(metric.title)"
        case .difference(let metric, let first, let second):
            return "The difference in \(metric.title) between \(names[first]) and \(names[second])"
        case .metric(let metric, let split): return "The \(metric.title) of \(names[split])"
        }
    }

    private var nothing: String {
        if sensitivity.method != .morris, sensitivity.provenance.trials < 100 {
            return "So few trials do not tell what drives the \(sensitivity.metric.title) of these splits."
        }
        return "Nothing that is uncertain changes the \(sensitivity.metric.title) of these splits."
    }
}

extension String {
    /// The text with a small first letter, for the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
