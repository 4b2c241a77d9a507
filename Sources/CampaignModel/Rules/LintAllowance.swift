// SPDX-License-Identifier: GPL-3.0-or-later

/// A rule of the linter that a scenario silences, with the reason.
public struct LintAllowance: Sendable, Equatable {
    /// The rule.
    public var rule: LintRule
    /// The quantities for which it is silenced; nil for the whole file.
    public var quantities: [QuantityPath]?
    /// Why the finding is accepted.
    public var reason: String

    /// An allowance.
    public init(rule: LintRule, quantities: [QuantityPath]? = nil, reason: String) {
        self.rule = rule
        self.quantities = quantities
        self.reason = reason
    }

    /// Whether it is for one of `paths`, or for the whole file.
    public func covers(_ paths: [QuantityPath]) -> Bool {
        quantities.map { $0.contains(where: paths.contains) } ?? true
    }
}
