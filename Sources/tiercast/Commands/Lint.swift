// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignWorkbench

/// Reports what makes the answer of scenario files untrustworthy.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what makes the answer of scenario files untrustworthy.",
        discussion: """
            Looks at files that can be run for denominators that do not match, figures beyond what was ever published, \
            uncertainty that is missing, sources that are old, splits whose money cannot be spent, and more; each finding \
            with its place, why it matters and how to mend it. 'allow:' in the file silences a rule, with a reason.

            Exit codes: 0 done, 1 where --strict finds a warning, 2 for a bad scenario, 64 for a wrong command line, 74 \
            where an output cannot be written.
            """)

    @Flag(help: "List all rules and stop.")
    var rules = false

    @Flag(help: "Exit with 1 where a warning is left.")
    var strict = false

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Replace a quantity before looking; repeatable.", valueName: "path=value"))
    var overrides: [String] = []

    @Flag(help: "Leave out the rules that imagine campaigns: faster.")
    var quick = false

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if files.isEmpty, !rules {
            throw ValidationError("name at least one scenario file, or --rules for a list of rules")
        }
    }

    func run() throws {
        guard !rules else { return try Terminal.print(LintReport.rules(width: Terminal.width)) }
        let loaded = try Workbench.disk.load(files, overrides: try OverrideParsing.parse(overrides))
        var isStrictlyGood = true
        try report.report(as: "lint.json", over: loaded.flatMap(\.inputs)) {
            let reports = try loaded.map { loaded in
                try ProgressBar.cancellable {
                    try Workbench.disk.lint(
                        loaded, isQuick: quick, threads: ThreadOptions.processors,
                        in: RunContext(isCancelled: { Interruption.isRequested }))
                }
            }
            isStrictlyGood = !reports.contains { $0.count(.warning) > 0 }
            return PrintableResult(
                page: Page.joined(reports.map(\.page)),
                document: LintJSON(reports).document)
        }
        if strict, !isStrictlyGood { throw ExitCode.failure }
    }
}
