// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// How the precision of a run is asked for, such as `p5 of roi within 1%`.
///
///     precision = figure "of" metric [relation number] ["in" split ["minus" split]] "within" width
///     figure    = "mean" | "median" | "p" number | "chance"
///     relation  = "<=" | ">="
///     width     = number "%" | number | number "points"
///
/// A relation belongs to `chance` and to nothing else.
public enum PrecisionForm {
    /// What the option of the command is called, for messages.
    public static let option = "--precision"

    /// An example of each kind.
    public static let examples = [
        "p5 of roi within 1%", "mean of profit within 500", "chance of cpa <= 45 within 1 point",
        "median of profit in small minus large within 5%",
    ]

    /// The least share of itself within which a quantile can be known: beyond so many trials values are counted in bins.
    static let leastQuantile = 0.003

    /// What a text asks for, of a scenario.
    ///
    /// - Throws: what is wrong, at its column of the text.
    public static func parse(_ text: String, in scenario: Scenario) throws(ScenarioErrors) -> PrecisionGoal {
        var parser = PrecisionParser(text, scenario)
        do throws(ValueError) { return try parser.goal() } catch {
            throw ScenarioErrors(problems: [
                ScenarioProblem(
                    severity: .error, location: SourceLocation(file: option, line: 1, column: error.offset + 1),
                    message: error.message, sourceLine: text)
            ])
        }
    }
}

private struct PrecisionParser {
    private struct Word {
        var text: String
        var offset: Int
    }

    private let text: String
    private let scenario: Scenario
    private let words: [Word]
    private var index = 0

    init(_ text: String, _ scenario: Scenario) {
        self.text = text
        self.scenario = scenario
        words = Self.words(text)
    }

    /// The words of a text, `<=` and `>=` being words wherever they stand; quotation marks around one are left out.
    private static func words(_ text: String) -> [Word] {
        let scalars = Array(text.unicodeScalars)
        var words: [Word] = []
        var place = 0
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
        func isRelation(_ place: Int) -> Bool {
            place + 1 < scalars.count && scalars[place + 1] == "=" && (scalars[place] == "<" || scalars[place] == ">")
        }
        while place < scalars.count {
            let start = place
            if isSpace(scalars[place]) {
                place += 1
                continue
            }
            if isRelation(place) {
                place += 2
            } else {
                while place < scalars.count, !isSpace(scalars[place]), !isRelation(place) { place += 1 }
            }
            var view = String.UnicodeScalarView(scalars[start..<place])
            if let first = view.first, view.count > 1, first == view.last, "\"'".unicodeScalars.contains(first) {
                view.removeFirst()
                view.removeLast()
            }
            words.append(Word(text: String(view), offset: start))
        }
        return words
    }

    private var current: Word? { index < words.count ? words[index] : nil }

    /// Where the current word begins, or the text ends.
    private var offset: Int { current?.offset ?? text.unicodeScalars.count }

    private func error(_ message: String, at place: Int? = nil) -> ValueError {
        ValueError(offset: place ?? offset, message: message)
    }

    /// What stands here in place of what is expected.
    private func unexpected(_ expected: String, names: [String] = []) -> ValueError {
        guard let current else { return error("the text ends here; write \(expected)") }
        let hint = NearestName.hint(current.text, in: names)
        return error("\(current.text.quotedForMessage) is not read here; write \(expected)" + hint)
    }

    private mutating func take(_ word: String) -> Bool {
        guard current?.text == word else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ word: String, or expected: String? = nil) throws(ValueError) {
        guard take(word) else { throw unexpected(expected ?? "'\(word)'", names: [word]) }
    }
}

// MARK: - Parts

extension PrecisionParser {
    private enum Figure { case mean, chance, quantile(Double) }

    mutating func goal() throws(ValueError) -> PrecisionGoal {
        let figure = try figure()
        try expect("of")
        let metric = try metric()
        let statistic: PrecisionGoal.Statistic
        switch figure {
        case .mean: statistic = .mean
        case .quantile(let probability): statistic = .quantile(probability)
        case .chance:
            let goal = try bound(of: metric)
            statistic = .chance(goal.relation, goal.bound)
        }
        let whose = try whose()
        let width = try width(of: metric, statistic)
        return PrecisionGoal(statistic, of: metric, whose, within: width, text: text)
    }

    private mutating func figure() throws(ValueError) -> Figure {
        let expected = "'mean', 'median', a quantile from p1 to p99, or 'chance', as in '\(PrecisionForm.examples[0])'"
        guard let word = current?.text else { throw unexpected(expected) }
        var figure: Figure?
        if word == "mean" { figure = .mean }
        if word == "median" { figure = .quantile(0.5) }
        if word == "chance" { figure = .chance }
        let digits = word.dropFirst()
        if word.first == "p", digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            let percent = Double(digits), (1...99).contains(percent)
        {
            figure = .quantile(percent / 100)
        }
        guard let figure else { throw unexpected(expected, names: ["mean", "median", "chance"]) }
        index += 1
        return figure
    }

    private mutating func metric() throws(ValueError) -> Metric {
        let known = scenario.metrics
        let names = known.map(\.rawValue)
        guard let word = current?.text else { throw unexpected("a metric, such as roi") }
        guard let metric = Metric(rawValue: word) else {
            let hint = NearestName.hint(word, in: names)
            throw error("'\(word)' is not a metric" + (hint.isEmpty ? "; known are \(list(names))" : hint))
        }
        guard known.contains(metric) else {
            throw error("this scenario has no '\(word)'; it has \(list(names))")
        }
        index += 1
        return metric
    }

    private mutating func bound(of metric: Metric) throws(ValueError) -> Goal {
        let place = offset
        guard let relation = current?.text, Goal.Relation(rawValue: relation) != nil else {
            throw unexpected(
                "'<=' or '>=' and a number, since a chance is that of a goal: \(metric.rawValue) "
                    + "\(metric.isBetterLower ? "<=" : ">=") …")
        }
        index += 1
        var bound: [String] = []
        while let word = current?.text, word != "in", word != "within" {
            bound.append(word)
            index += 1
        }
        do throws(ScenarioError) {
            return try GoalForm.parse(
                "\(metric.rawValue) \(relation) \(bound.joined(separator: " "))", currency: scenario.currency)
        } catch {
            throw self.error(error.description, at: place)
        }
    }

    private mutating func whose() throws(ValueError) -> PrecisionGoal.Whose {
        guard take("in") else { return .everySplit }
        let first = try split()
        guard take("minus") else { return .split(first) }
        let place = offset
        let second = try split()
        guard first != second else {
            throw error("'\(first)' less itself is always 0; name another split", at: place)
        }
        return .difference(first, minus: second)
    }

    private mutating func split() throws(ValueError) -> String {
        let names = scenario.splits.map(\.name)
        guard let word = current?.text else { throw unexpected("a split: \(list(names))") }
        guard names.contains(word) else {
            let hint = NearestName.hint(word, in: names)
            throw error("there is no split '\(word)'" + (hint.isEmpty ? "; the splits are \(list(names))" : hint))
        }
        index += 1
        return word
    }

    private mutating func width(
        of metric: Metric, _ statistic: PrecisionGoal.Statistic
    ) throws(ValueError) -> PrecisionGoal.Width {
        try expect("within", or: "'within' and a width, such as 'within 1%'")
        let place = offset
        let expected = "a width: '1%' of the figure itself, or so much, such as '\(example(metric, statistic))'"
        guard current != nil else { throw unexpected(expected) }
        var rest = words[index...].map(\.text)
        index = words.count
        var isPoints = false
        if let last = rest.last, ["point", "points"].contains(last) {
            rest.removeLast()
            isPoints = true
        }
        let number = try number(rest.joined(separator: " "), at: place, expected)
        var isPercent = false
        switch number.suffix {
        case .percent: isPercent = true
        case .factor: throw error("a width is no factor; write \(expected)", at: place)
        case nil: break
        }
        guard number.unit == nil || (number.unit == scenario.currency && isMoney(metric, statistic)) else {
            throw error("'\(number.unit ?? "")' is no unit of this figure; write \(expected)", at: place)
        }
        guard number.value > 0, number.value.isFinite else {
            throw error("a width is more than 0; write \(expected)", at: place)
        }
        if isPoints {
            guard !isPercent, isShare(metric, statistic) else {
                throw error("points are of figures in per cent, which this is not; write \(expected)", at: place)
            }
            return .absolute(number.value / 100)
        }
        guard isPercent else { return .absolute(number.value) }
        if case .quantile = statistic, number.value < PrecisionForm.leastQuantile {
            throw error("a quantile is known within 0.3% of itself at best; write 0.3% or more", at: place)
        }
        return .relative(number.value)
    }

    private func number(_ text: String, at place: Int, _ expected: String) throws(ValueError) -> WrittenNumber {
        do throws(ValueError) {
            if case .number(let number, _) = try ValueParser.parse(text) { return number }
        } catch {
            throw self.error("the width cannot be read: \(error.message)", at: place)
        }
        throw error("\(text.quotedForMessage) is no width; write \(expected)", at: place)
    }

    private func isShare(_ metric: Metric, _ statistic: PrecisionGoal.Statistic) -> Bool {
        if case .chance = statistic { return true }
        return metric.unit == .share
    }

    private func isMoney(_ metric: Metric, _ statistic: PrecisionGoal.Statistic) -> Bool {
        if case .chance = statistic { return false }
        return metric.unit == .money
    }

    private func example(_ metric: Metric, _ statistic: PrecisionGoal.Statistic) -> String {
        if isShare(metric, statistic) { return "1 point" }
        return isMoney(metric, statistic) ? "500" : "0.5"
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
