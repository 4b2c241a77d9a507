// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

// MARK: - What may be asked of it

extension LoadedScenario {
    /// Refuses a metric that the scenario does not report.
    public func check(_ metric: Metric) throws(WorkbenchError) {
        let known = campaign.scenario.metrics
        guard known.contains(metric) else { throw .noMetric(metric, file: file, known: known) }
    }

    /// Refuses a problem that means nothing in the scenario.
    public func check(_ problem: OptimisationProblem) throws(WorkbenchError) {
        let scenario = campaign.scenario
        if let reference = problem.reference, !scenario.splits.contains(where: { $0.name == reference }) {
            throw .noSplit(reference, file: file, known: scenario.splits.map(\.name))
        }
        if problem.objective == .chance, scenario.goals.isEmpty { throw .noGoals(file: file) }
        if problem.objective == .regret, scenario.risks.isEmpty { throw .noRisks(file: file) }
    }

    /// What a study finds, its refusals told as those of the file.
    func study<Result>(_ work: () throws -> Result) throws -> Result {
        do { return try work() } catch let error as CampaignError {
            throw WorkbenchError.campaign(error, file: file, currency: campaign.scenario.currency)
        }
    }
}
