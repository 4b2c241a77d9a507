// SPDX-License-Identifier: GPL-3.0-or-later

/// What there is to say of a family of distributions.
package struct LawRecord: Sendable {
    /// How a scenario file spells it.
    package var spelling: String
    /// What it is, in one sentence without a full stop.
    package var meaning: String
    /// The sets of parameters that state it; where a file gives none of them in full, the first is asked for.
    package var forms: [LawForm]
    /// What it takes besides named parameters; nil for nothing.
    package var unnamed: LawForm.Unnamed?
    /// Where its formulas are from.
    package var source: String

    init(
        _ spelling: String, unnamed: LawForm.Unnamed? = nil, meaning: String, forms: [LawForm], source: String
    ) {
        self.spelling = spelling
        self.unnamed = unnamed
        self.meaning = meaning
        self.forms = forms
        self.source = source
    }
}

/// One way to state a law.
package struct LawForm: Sendable {
    /// What stands in parentheses without a name.
    package enum Unnamed: Sendable {
        /// Values with their weights.
        case values
        /// Distributions with their weights.
        case parts
        /// One distribution, first.
        case base
    }

    /// The parameters, in the order in which they are asked for.
    package var parameters: [LawParameter]
    /// The law so stated.
    package var example: String

    init(_ parameters: [LawParameter] = [], example: String) {
        self.parameters = parameters
        self.example = example
    }
}

/// A named number of a law.
package struct LawParameter: Sendable, Equatable {
    /// The values that a parameter may take before a sampler sees it.
    package enum Domain: Sendable {
        /// Any number below 10¹⁵.
        case number
        /// Above 0.
        case positive
        /// Above 0 and at most 10⁹: above it samplers of counts never return.
        case count
        /// 1 or above.
        case factor
    }

    /// Its name in a file.
    package var name: String
    /// The values that it may take.
    package var domain: Domain
    /// Whether it may be left out.
    package var isOptional: Bool

    init(_ name: String, _ domain: Domain, isOptional: Bool = false) {
        self.name = name
        self.domain = domain
        self.isOptional = isOptional
    }
}

extension LawParameter.Domain {
    /// What is accepted, where `value` is not; nil where it is.
    package func refusal(of value: Double) -> String? {
        guard value.isFinite, value.magnitude <= 1e15 else { return "a number below 1e15" }
        return switch self {
        case .number: nil
        case .positive: value >= 1e-12 ? nil : "above 0"
        case .count: value >= 1e-12 ? (value <= 1e9 ? nil : "at most 1e9") : "above 0"
        case .factor: value >= 1 ? nil : "1 or above, a factor"
        }
    }
}
