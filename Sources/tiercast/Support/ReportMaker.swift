// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

/// An analysis that a report can do without.
enum ReportAnalysis: String, CaseIterable, ExpressibleByArgument {
    case comparison, sensitivity, stress, optimisation, claims

    /// The analysis of this name, or of the command that does it by itself.
    init?(argument: String) {
        switch argument {
        case "compare": self = .comparison
        case "optimise": self = .optimisation
        default: self.init(rawValue: argument)
        }
    }
}

/// Runs every analysis that a scenario has for one report.
struct ReportMaker {
    let simulation: SimulationOptions
    /// The analyses that are left out.
    let without: Set<ReportAnalysis>

    /// The most trials of each analysis that simulates the campaign again and again.
    private static let (stressTrials, searchTrials) = (2_000, 4_000)

    /// The report of a scenario; `forecast` is simulated where it is not given.
    func report(of loaded: LoadedScenario, file: String, forecast: Forecast? = nil) throws -> CampaignReport {
        let campaign = loaded.campaign
        var whole = try forecast ?? simulate(campaign)
        whole.warnings = loaded.warnings.map(\.message) + whole.warnings
        let sensitivity = try sensitivity(campaign)
        var report = CampaignReport(
            of: whole, command: command(file),
            ledger: campaign.ledger(seed: simulation.seed, sensitivity: sensitivity))
        report.sensitivity = sensitivity
        report.lint = loaded.lint(of: file)
        report.comparison = try comparison(campaign)
        report.stress = try stress(campaign, file: file)
        report.optimisation = try optimisation(campaign, against: report.namedSplit)
        report.claims = try claims(campaign, file: file)
        return report
    }

    /// What computes the report again.
    private func command(_ file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var words = ["tiercast", "report", name, "--output", FileName.stem(name) + ".html"]
        words += ["--trials", "\(options().trials)", "--seed", "\(simulation.seed)"]
        words += simulation.splits.flatMap { ["--split", $0] } + simulation.overrides.flatMap { ["--set", $0] }
        words += ReportAnalysis.allCases.filter(without.contains).flatMap { ["--without", $0.rawValue] }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// A word as a shell reads it.
    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,".contains($0)) }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

// MARK: - Analyses

extension ReportMaker {
    private func options(atMost most: Int = .max) -> ForecastOptions {
        var options = simulation.forecastOptions()
        options.trials = Swift.min(options.trials, most)
        return options
    }

    private func simulate(_ campaign: PreparedCampaign) throws -> Forecast {
        let forecast = try ProgressBar.during("forecast") { context in
            try Forecaster(campaign: campaign, options: options()).run(in: context)
        }
        // Half a report says nothing.
        if forecast.provenance.isPartial { throw ExitCode.interrupted }
        return forecast
    }

    private func comparison(_ campaign: PreparedCampaign) throws -> Comparison? {
        let splits = campaign.scenario.splits
        guard !without.contains(.comparison), splits.count > 1 else { return nil }
        let contenders = splits.enumerated().map {
            Comparer.Contender(label: $0.element.name, campaign: 0, split: $0.offset)
        }
        return try ProgressBar.during("comparison") { context in
            try Comparer(
                campaigns: [campaign], contenders: contenders, options: options(atMost: Comparer.mostTrials)
            ).run(in: context)
        }
    }

    private func sensitivity(_ campaign: PreparedCampaign) throws -> CampaignForecasting.Sensitivity? {
        guard !without.contains(.sensitivity),
            let analyser = try? SensitivityAnalyser(
                campaign: campaign, method: .bins, metric: .profit,
                options: options(atMost: ForecastOptions.mostStudied))
        else { return nil }
        return try ProgressBar.during("sensitivity") { try analyser.run(in: $0) }
    }

    private func stress(_ campaign: PreparedCampaign, file: String) throws -> Stress? {
        guard !without.contains(.stress) else { return nil }
        let tester = try StudyPreparation.of(file) {
            try StressTester(
                campaign: campaign, metric: .profit, options: options(atMost: Self.stressTrials), wanted: nil)
        }
        return try ProgressBar.during("stress") { try tester.run(in: $0) }
    }

    /// The search, held against the split that the answer names.
    private func optimisation(_ campaign: PreparedCampaign, against split: String?) throws -> Optimisation? {
        guard !without.contains(.optimisation), campaign.scenario.lines.count > 1 else { return nil }
        let optimiser = Optimiser(
            campaign: campaign, problem: OptimisationProblem(reference: split),
            options: options(atMost: Self.searchTrials))
        // Without constraints nothing clashes.
        return try ProgressBar.during("optimisation") { try optimiser.run(in: $0) }
    }

    private func claims(_ campaign: PreparedCampaign, file: String) throws -> ClaimCheck? {
        guard !without.contains(.claims), !campaign.scenario.claims.isEmpty else { return nil }
        let checker = try StudyPreparation.of(file) {
            try ClaimChecker(campaign: campaign, options: options(atMost: ForecastOptions.mostStudied))
        }
        return try ProgressBar.during("claims") { try checker.run(in: $0) }
    }
}
