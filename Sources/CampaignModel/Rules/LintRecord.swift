// SPDX-License-Identifier: GPL-3.0-or-later

/// What there is to say of a rule of the linter.
public struct LintRecord: Sendable {
    /// How much a finding matters.
    public var severity: LintRule.Severity
    /// The place among the warnings on which the whole answer rests, 1 for the gravest; nil for what touches parts of it.
    public var gravity: Int?
    /// What the rule finds, in a few words.
    public var title: String
    /// Why it matters, in one sentence.
    public var why: String
    /// How to mend it, in one sentence.
    public var fix: String

    init(_ severity: LintRule.Severity, gravity: Int? = nil, title: String, why: String, fix: String) {
        self.severity = severity
        self.gravity = gravity
        self.title = title
        self.why = why
        self.fix = fix
    }
}
