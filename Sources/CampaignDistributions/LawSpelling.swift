// SPDX-License-Identifier: GPL-3.0-or-later

/// What a file writes between a law's parentheses.
package struct LawArguments: Sendable {
    /// A value or a distribution with its weight.
    package struct Weighted: Sendable {
        /// The value, where the law takes values.
        package var value: Double
        /// The distribution, where the law takes distributions.
        package var part: Distribution?
        /// How likely it is, in any unit.
        package var weight: Double

        /// An item with its weight.
        package init(value: Double = .nan, part: Distribution? = nil, weight: Double) {
            self.value = value
            self.part = part
            self.weight = weight
        }
    }

    /// The named parameters, in the order written.
    package var named: [(name: String, value: Double)] = []
    /// The items with weights, in the order written.
    package var weighted: [Weighted] = []
    /// The distribution that stands first.
    package var base: Distribution?

    /// No arguments yet.
    package init() {}

    /// A parameter that may be missing.
    package subscript(name: String) -> Double? { named.first { $0.name == name }?.value }

    /// A parameter that has to be there.
    package func callAsFunction(_ name: String) throws(LawProblem) -> Double {
        guard let value = self[name] else { throw .missing(name) }
        return value
    }
}

extension LawArguments {
    /// The items, at least one, each with a positive weight.
    func items() throws(LawProblem) -> [Weighted] {
        guard !weighted.isEmpty, weighted.allSatisfy({ $0.weight > 0 && $0.weight.isFinite }) else {
            throw .refused("needs at least one value, each with a positive weight")
        }
        return weighted
    }

    /// Refuses a peak that does not lie between the ends.
    static func demandPeak(_ min: Double, _ mode: Double, _ max: Double) throws(LawProblem) {
        guard min <= mode, mode <= max, min < max else { throw .refused("needs min ≤ mode ≤ max and min < max") }
    }
}

/// Why arguments are no law.
package enum LawProblem: Error, Equatable, Sendable {
    /// A parameter is missing.
    case missing(String)
    /// A parameter's value is not accepted.
    case outside(String, value: Double, accepted: String)
    /// The law has no such parameter, or not beside the others.
    case unknown(String)
    /// The parameters do not go together: what the law does or needs, after its name.
    case refused(String)
}

/// A name that stands before parentheses in a file, with the laws that it may state.
package struct LawSpelling: Sendable {
    /// The name.
    package let name: String
    /// The laws that are spelled so; which one is stated follows from the parameters.
    package let laws: [any DistributionLaw.Type]

    /// All names but that of a written-out sample, in alphabetical order.
    package static let all: [LawSpelling] = Set(Distribution.laws.map { $0.record.spelling })
        .subtracting([Sample.record.spelling]).sorted()
        .map { name in LawSpelling(name: name, laws: Distribution.laws.filter { $0.record.spelling == name }) }

    /// The spelling of this name; nil where no law has it.
    package static func named(_ name: String) -> LawSpelling? { all.first { $0.name == name } }

    /// What stands in parentheses without a name.
    package var unnamed: LawForm.Unnamed? { laws[0].record.unnamed }

    /// An example of each form: `a`, `a or b`, `a, b or c`.
    package var example: String {
        let examples = laws.flatMap { $0.record.forms.map(\.example) }
        guard let last = examples.last, examples.count > 1 else { return examples.joined() }
        return "\(examples.dropLast().joined(separator: ", ")) or \(last)"
    }

    /// What each law is.
    package var meaning: String { laws.map { $0.record.meaning }.joined(separator: "; ") }

    /// The distribution that arguments state, in the form that takes most of their names.
    package func distribution(_ arguments: LawArguments) throws(LawProblem) -> Distribution {
        let written = Set(arguments.named.map(\.name))
        let forms = laws.flatMap { law in law.record.forms.map { (law: law, form: $0) } }
        func match(_ form: LawForm) -> Int { written.intersection(form.parameters.map(\.name)).count }
        let most = forms.map { match($0.form) }.max()
        guard let best = forms.first(where: { match($0.form) == most }) else { throw .refused("has no form") }
        try best.form.check(arguments)
        return try best.law.init(arguments).distribution
    }
}

extension LawForm {
    /// Refuses what is missing, what lies outside its domain and what the form does not know.
    func check(_ arguments: LawArguments) throws(LawProblem) {
        for parameter in parameters {
            guard let value = arguments[parameter.name] else {
                if parameter.isOptional { continue }
                throw .missing(parameter.name)
            }
            if let accepted = parameter.domain.refusal(of: value) {
                throw .outside(parameter.name, value: value, accepted: accepted)
            }
        }
        for (name, _) in arguments.named where !parameters.contains(where: { $0.name == name }) {
            throw .unknown(name)
        }
    }
}
