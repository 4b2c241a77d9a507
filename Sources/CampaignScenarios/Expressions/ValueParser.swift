// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// A value as written, before its quantity's domain decides what an interval means.
indirect enum WrittenValue {
    case number(WrittenNumber, offset: Int)
    case interval(WrittenNumber, WrittenNumber, offset: Int)
    case evidence(successes: Double, of: Double, offset: Int)
    case distribution(Distribution, offset: Int)
    case data(DataReference, offset: Int)
    case reference(String, offset: Int)
    case binary(Expression.Operator, WrittenValue, WrittenValue)

    /// Where the value starts.
    var offset: Int {
        switch self {
        case .number(_, let offset), .interval(_, _, let offset), .evidence(_, _, let offset),
            .distribution(_, let offset), .data(_, let offset), .reference(_, let offset):
            offset
        case .binary(_, let left, _): left.offset
        }
    }
}

/// Parses the text of a value by recursive descent.
///
///     sum      = product (("+" | "-") product)*
///     product  = interval (("*" | "/") interval)*
///     interval = signed ("to" signed)?
///     signed   = "-" signed | primary
///     primary  = number unit? | number "of" number | reference | name "(" arguments ")" | "(" sum ")"
struct ValueParser {
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    static let depthLimit = 50

    private init(_ tokens: [Token]) { self.tokens = tokens }

    /// The value that `text` states.
    static func parse(_ text: String) throws(ValueError) -> WrittenValue {
        var parser = ValueParser(try Tokenizer.tokens(of: text))
        let value = try parser.sum()
        guard parser.current.kind == .end else { throw parser.unexpected("an operator (+ - * /), 'to' or the end") }
        return value
    }

    private var current: Token { tokens[min(index, tokens.count - 1)] }

    private mutating func take(_ symbol: Character) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard current.kind == .word(word) else { return false }
        index += 1
        return true
    }

    private func unexpected(_ accepted: String) -> ValueError {
        let found = current.kind == .end ? "the value ends" : "'\(current.text)' stands"
        return ValueError(offset: current.offset, message: "\(found) where \(accepted) is expected")
    }

    private mutating func sum() throws(ValueError) -> WrittenValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ValueError(
                offset: current.offset, message: "parentheses nested deeper than \(Self.depthLimit) levels")
        }
        var value = try product()
        var operators = 0
        while case .symbol(let symbol) = current.kind, symbol == "+" || symbol == "-",
            let operation = Expression.Operator(rawValue: String(symbol))
        {
            try refuseTypingSlip(after: value, symbol)
            index += 1
            operators += 1
            try checkLength(operators)
            value = .binary(operation, value, try product())
        }
        return value
    }

    /// Refuses `120-180` and `150 +- 30`, which read as a subtraction and are seldom meant as one.
    private func refuseTypingSlip(after value: WrittenValue, _ symbol: Character) throws(ValueError) {
        guard index > 0, index + 1 < tokens.count else { return }
        let (before, next) = (tokens[index - 1], tokens[index + 1])
        let touchesNext = next.offset == current.offset + 1
        if case .symbol(let sign) = next.kind, sign == "-" || sign == "+", touchesNext {
            throw ValueError(
                offset: current.offset,
                message:
                    "'\(symbol)\(sign)' is not read; write an interval such as 120 to 180, or normal(mean: 150, sd: 18)"
            )
        }
        let touchesBefore = before.offset + before.text.unicodeScalars.count == current.offset
        guard symbol == "-", case .number = value, case .number(let second) = next.kind,
            case .number(let first) = before.kind
        else { return }
        // Nobody takes one percentage off another in writing, so spaces do not save it.
        guard (touchesBefore && touchesNext) || (first.suffix == .percent && second.suffix == .percent) else { return }
        let ends = [first, second].sorted { $0.value < $1.value } == [first, second] ? (before, next) : (next, before)
        let isOfShares = first.suffix == .percent && second.suffix == .percent
        throw ValueError(
            offset: before.offset,
            message: "'\(before.text)-\(next.text)' is no interval; write '\(ends.0.text) to \(ends.1.text)'"
                + (isOfShares ? "" : ", or put spaces around a minus that is meant"))
    }

    private mutating func product() throws(ValueError) -> WrittenValue {
        var value = try interval()
        var operators = 0
        while case .symbol(let symbol) = current.kind, symbol == "*" || symbol == "/",
            let operation = Expression.Operator(rawValue: String(symbol))
        {
            index += 1
            operators += 1
            try checkLength(operators)
            value = .binary(operation, value, try interval())
        }
        return value
    }

    /// Long chains would make the expression, which others walk by recursion, too deep.
    private func checkLength(_ operators: Int) throws(ValueError) {
        guard operators <= 100 else {
            throw ValueError(offset: current.offset, message: "more than 100 operations in a row")
        }
    }

    private mutating func interval() throws(ValueError) -> WrittenValue {
        let low = try signed()
        guard take(word: "to") else { return low }
        let high = try signed()
        guard case .number(let first, let offset) = low, case .number(let second, _) = high else {
            throw ValueError(offset: low.offset, message: "the ends of an interval are numbers: 200 to 1000")
        }
        if current.kind == .word("to") { throw unexpected("an operator or the end") }
        return .interval(first, second, offset: offset)
    }

    private mutating func signed() throws(ValueError) -> WrittenValue {
        let offset = current.offset
        guard take("-") else {
            _ = take("+")
            return try primary()
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw ValueError(offset: offset, message: "too many signs") }
        switch try primary() {
        case .number(var number, _):
            number.value = -number.value
            return .number(number, offset: offset)
        case let value: return .binary(.subtract, .number(WrittenNumber(value: 0), offset: offset), value)
        }
    }

    private mutating func primary() throws(ValueError) -> WrittenValue {
        let token = current
        switch token.kind {
        case .number(var number):
            index += 1
            if take(word: "of") {
                guard case .number(let total) = current.kind else {
                    throw unexpected("how many were observed: 61 of 2140")
                }
                index += 1
                return try evidence(number, total, token.offset)
            }
            if case .word(let unit) = current.kind, unit != "to", unit != "of" {
                number.unit = unit
                index += 1
            }
            return .number(number, offset: token.offset)
        case .data(let reference):
            index += 1
            return .data(reference, offset: token.offset)
        case .sample(let sample):
            index += 1
            return .distribution(.sample(sample), offset: token.offset)
        case .word(let name):
            index += 1
            if take("(") { return try call(name, token.offset) }
            if name == "to" || name == "of" {
                throw ValueError(offset: token.offset, message: "'\(name)' needs a number before it")
            }
            return .reference(name, offset: token.offset)
        case .symbol("("):
            index += 1
            let value = try sum()
            guard take(")") else { throw unexpected("')'") }
            return value
        case .symbol, .end: throw unexpected("a number, a distribution, a reference or '('")
        }
    }

    private func evidence(_ hits: WrittenNumber, _ total: WrittenNumber, _ offset: Int) throws(ValueError)
        -> WrittenValue
    {
        guard hits.suffix == nil, total.suffix == nil, hits.value == hits.value.rounded(),
            total.value == total.value.rounded(), total.value >= 1, total.value <= 1e9, hits.value >= 0,
            hits.value <= total.value
        else {
            throw ValueError(
                offset: offset,
                message: "evidence is two whole numbers, the first not above the second, at most 1e9: 61 of 2140")
        }
        return .evidence(successes: hits.value, of: total.value, offset: offset)
    }
}

// MARK: - Distributions

extension ValueParser {
    private mutating func call(_ name: String, _ offset: Int) throws(ValueError) -> WrittenValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 10 else {
            throw ValueError(offset: offset, message: "distributions nested deeper than 10 levels")
        }
        guard let spelling = LawSpelling.named(name) else {
            let names = LawSpelling.all.map(\.name)
            let hint = NearestName.hint(name, in: names)
            throw ValueError(
                offset: offset,
                message:
                    "'\(name)' is not a distribution\(hint.isEmpty ? "; known are \(names.joined(separator: ", "))" : hint)"
            )
        }
        var form = DistributionForm(spelling, offset: offset)
        if !take(")") {
            repeat { try argument(of: &form) } while take(",")
            guard take(")") else { throw unexpected("',' or ')'") }
        }
        return .distribution(try form.distribution(), offset: offset)
    }

    private mutating func argument(of form: inout DistributionForm) throws(ValueError) {
        let token = current
        let unnamed = form.spelling.unnamed
        guard form.arguments.weighted.count < 10_000 else {
            throw ValueError(offset: token.offset, message: "more than 10000 values; use data(file.csv, column)")
        }
        if case .word(let parameter) = token.kind, unnamed != .parts,
            tokens.indices.contains(index + 1), tokens[index + 1].kind == .symbol(":")
        {
            index += 2
            try form.add(parameter, try constant(), offset: token.offset)
            return
        }
        switch unnamed {
        case .values:
            let value = try constant()
            guard take(":") else { throw unexpected("':' and a weight: discrete(0: 70%, 1: 30%)") }
            form.arguments.weighted.append(LawArguments.Weighted(value: value, weight: try constant()))
        case .parts:
            let weight = try constant()
            guard take(":") else { throw unexpected("':' and a distribution: mixture(70%: 5 to 10, 30%: 20 to 40)") }
            form.arguments.weighted.append(LawArguments.Weighted(part: try part(), weight: weight))
        case .base where form.arguments.base == nil && form.arguments.named.isEmpty:
            form.arguments.base = try part()
        case .base, nil:
            throw ValueError(
                offset: token.offset, message: "parameters are named: \(form.spelling.example)")
        }
    }

    /// A distribution inside another one; an interval is log-normal there.
    private mutating func part() throws(ValueError) -> Distribution {
        let offset = current.offset
        switch try interval() {
        case .distribution(let distribution, _): return distribution
        case .interval(let low, let high, let offset):
            return try DistributionForm.logNormal(low: low.value, high: high.value, offset: offset)
        case .evidence(let hits, let total, _): return .beta(alpha: hits + 0.5, beta: total - hits + 0.5)
        case .number, .data, .reference, .binary:
            throw ValueError(offset: offset, message: "a distribution or an interval is expected here")
        }
    }

    private mutating func constant() throws(ValueError) -> Double {
        let token = current
        guard case .number(let number, _) = try signed(), number.unit == nil else {
            throw ValueError(offset: token.offset, message: "a number is expected here")
        }
        return number.value
    }
}
