// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

extension LintReport {
    /// What the linter says of a file that was read, with the places in it.
    init(_ loaded: LoadedScenario, further: [LintFinding]) {
        let result = loaded.campaign.lint(unused: loaded.read.unused, further: further)
        self.init(
            file: loaded.file, checksum: loaded.read.checksum,
            findings: result.findings.map { Self.placed($0, loaded.read) },
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
