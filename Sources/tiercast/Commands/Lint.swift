// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

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
        let loaded = try LoadedScenario.reported(files, overrides: try OverrideParsing.parse(overrides))
        var isStrictlyGood = true
        try report.report(as: "lint.json", over: loaded.flatMap(\.inputs)) {
            let reports = try zip(files, loaded).map { LintReport(file: $0, $1, further: try decision($1)) }
            isStrictlyGood = !reports.contains { $0.count(.warning) > 0 }
            return PrintableResult(
                page: Page.joined(reports.map(\.page)),
                document: LintJSON(reports).document)
        }
        if strict, !isStrictlyGood { throw ExitCode.failure }
    }

    /// What the rules find that imagine campaigns.
    private func decision(_ loaded: LoadedScenario) throws -> [LintFinding] {
        guard !quick, let rules = DecisionLint(loaded.campaign, threads: SimulationOptions.processors) else {
            return []
        }
        do throws(CancellationError) {
            return try rules.findings(in: RunContext(isCancelled: { Interruption.isRequested }))
        } catch {
            throw ExitCode.interrupted
        }
    }
}

extension LintReport {
    /// What the linter says of a file that was read, with the places in it.
    fileprivate init(file: String, _ loaded: LoadedScenario, further: [LintFinding]) {
        let result = loaded.campaign.lint(unused: loaded.read.unused, further: further)
        self.init(
            file: file, checksum: loaded.read.checksum, findings: result.findings.map { Self.placed($0, loaded.read) },
            silenced: result.silenced.map { (Self.placed($0.finding, loaded.read), $0.reason) })
    }

    private static func placed(_ finding: LintFinding, _ read: ReadScenario) -> Placed {
        var quantity: QuantityPath?
        let location: SourceLocation
        switch finding.place {
        case .quantity(let path):
            // Of several quantities the first of the file is shown, rather than one that is built in.
            let stated = finding.quantities.filter(read.isStated)
            let first = stated.min { read.location(of: $0) < read.location(of: $1) } ?? path
            quantity = first
            location = read.statedLocation(of: first)
        case .split(let name): location = read.location(ofSplit: name)
        case .line(let name): location = read.location(ofLine: name)
        case .allowance(let rule): location = read.location(ofAllowance: rule)
        case .scenario: location = read.start
        }
        let severity: ScenarioProblem.Severity = finding.rule.severity == .warning ? .warning : .advice
        let problem = read.problem(
            "\(finding.message) [\(finding.rule.rawValue)]", at: location, severity: severity)
        return Placed(
            finding: finding, file: location.file, line: location.line, column: location.column, quantity: quantity,
            rendered: problem.rendered())
    }
}
