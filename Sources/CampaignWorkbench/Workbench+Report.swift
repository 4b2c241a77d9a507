// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignReports

extension Workbench {
    /// Everything that is known of a scenario, with every analysis that it has something for.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - options: of the forecast; an analysis that takes fewer trials takes as many as it may.
    ///   - without: the analyses that are left out.
    ///   - command: what computes the report again.
    ///   - stage: the context of each analysis, asked for before it begins.
    public func report(
        of loaded: LoadedScenario, _ options: ForecastOptions, without: Set<Analysis> = [], command: String,
        stage: (Analysis) -> RunContext = { _ in RunContext() }
    ) throws -> CampaignReport {
        let forecast = try forecast(of: loaded, options, in: stage(.forecast))
        // Half a report says nothing.
        if forecast.provenance.isPartial { throw CancellationError() }
        func limited(_ analysis: Analysis, _ most: Int = Limits.trials) -> ForecastOptions {
            var limited = options
            limited.trials = min(options.trials, analysis.mostTrials, most)
            return limited
        }
        let scenario = loaded.campaign.scenario
        func has(_ analysis: Analysis, _ isAsked: Bool = true) -> Bool { !without.contains(analysis) && isAsked }
        var sensitivity: Sensitivity?
        if has(.sensitivity) {
            sensitivity = try ifUncertain {
                try self.sensitivity(of: loaded, limited(.sensitivity), in: stage(.sensitivity))
            }
        }
        var report = CampaignReport(
            of: loaded.warned(forecast), command: command,
            ledger: loaded.campaign.ledger(seed: options.seed, sensitivity: sensitivity))
        report.sensitivity = sensitivity
        report.lint = loaded.lintLine
        if has(.comparison, scenario.splits.count > 1) {
            report.comparison = try comparison(of: [loaded], limited(.comparison), in: stage(.comparison))
        }
        if has(.stress) {
            report.stress = try stress(of: loaded, limited(.stress, Limits.reportStressTrials), in: stage(.stress))
        }
        if has(.optimisation, scenario.lines.count > 1) {
            // The search is held against the split that the answer names.
            report.optimisation = try optimisation(
                of: loaded, OptimisationProblem(reference: report.namedSplit),
                limited(.optimisation, Limits.reportSearchTrials), in: stage(.optimisation))
        }
        if has(.claims, !scenario.claims.isEmpty) {
            report.claims = try claims(of: loaded, limited(.claims), in: stage(.claims))
        }
        return report
    }
}
