// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// What is asked, apart from the scenario and the options of the simulation.
enum Question: Sendable, Equatable {
    case pilots
    case forecast
    case comparison(labels: [String])
    case sensitivity(Sensitivity.Method, Metric, sets: [NamedSet])
    case stress(Metric, shocks: [String]?)
    case optimisation(OptimisationProblem, targets: [Goal], sure: Double, budgets: Bool)
    case claims
    case lint

    /// The analysis that answers it.
    var analysis: Analysis {
        switch self {
        case .pilots: .pilots
        case .forecast: .forecast
        case .comparison: .comparison
        case .sensitivity: .sensitivity
        case .stress: .stress
        case .optimisation: .optimisation
        case .claims: .claims
        case .lint: .lint
        }
    }
}

// MARK: - What an answer depends on

extension Question {
    /// The scenario without what the answer does not depend on, besides that it names it.
    ///
    /// Everything else may change it: splits hire from one candidate list and are judged beside each other, and each quantity
    /// may stand behind others.
    func needed(of scenario: Scenario) -> Scenario {
        // The rules look at all that a file says.
        guard analysis != .lint else { return scenario }
        var needed = scenario
        needed.name = ""
        needed.allowances = []
        needed.libraries = []
        if analysis != .claims { needed.claims = [] }
        if analysis != .stress { needed.shocks = [] }
        if analysis == .pilots || analysis == .comparison { needed.goals = [] }
        return needed
    }
}

/// What a result is kept under: equal keys have equal results.
struct ResultKey: Sendable, Hashable {
    private let question: Question
    private let scenarios: [Scenario]
    private let trials, layerTrials: Int
    private let seed: UInt64

    /// The key of a question on scenarios; threads change no result.
    init(_ question: Question, about scenarios: [Scenario], _ options: ForecastOptions) {
        self.question = question
        self.scenarios = scenarios.map(question.needed)
        trials = options.trials
        layerTrials = options.layerTrials
        seed = options.seed
    }

    func hash(into hasher: inout Hasher) {
        // A part of what is compared suffices to tell most keys apart.
        hasher.combine(question.analysis)
        hasher.combine(scenarios.map(\.budget))
        hasher.combine(scenarios.map { $0.splits.map(\.name) })
        hasher.combine(trials)
        hasher.combine(seed)
    }
}
