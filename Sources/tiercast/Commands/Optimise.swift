// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignWorkbench

/// Searches for the best split of a scenario.
struct Optimise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optimise",
        abstract: "Say which split it should be, how surely, and what each bound costs.",
        discussion: """
            Scores the scenario's own splits and all in steps of 5 % on the same imagined campaigns, refines the best one to \
            1 %, and scores it beside the own ones on fresh draws.

            With --target it says first which is the smallest budget that meets the targets as surely as --sure asks, with \
            which split, and how often the own splits do.

            Objectives: profit, roi, conversions, chance (to meet all goals), shortfall (mean profit of the worst 5 %), \
            p10 (or any other quantile of profit), cautious (mean profit less --aversion standard deviations), regret \
            (least greatest regret over the scenario's risks).

            Exit codes: 0 done, 2 for a bad scenario or bounds that clash, 64 for a wrong command line, 74 where an output \
            cannot be written, 130 after Ctrl-C.
            """, aliases: ["optimize"])

    @OptionGroup var simulation: SimulationOptions

    @Option(help: "What the split is to be best at.")
    var objective = ObjectiveArgument.profit

    @Option(help: "Standard deviations that 'cautious' takes off the mean profit.")
    var aversion: Double = 1

    @Option(
        name: .customLong("bound"),
        help: ArgumentHelp("A line's share, such as nano=20%..60% or nano=30%; repeatable.", valueName: "line=share"))
    var bounds: [String] = []

    @Option(help: ArgumentHelp("Keep every line within so many points of the reference split.", valueName: "points"))
    var within: String?

    @Option(help: ArgumentHelp("The split to compare with; the first one unless said otherwise.", valueName: "split"))
    var reference: String?

    @Option(help: ArgumentHelp("Hire at least so many creators on average.", valueName: "number"))
    var minCreators: Double?

    @Option(
        help: ArgumentHelp(
            "Commit at most this share of the budget to one creator, in 95 of 100 campaigns.", valueName: "share"))
    var maxCreator: String?

    @Option(
        name: .customLong("require"),
        help: ArgumentHelp("A chance to keep, such as 'cpa <= 45 in 80%'; repeatable.", valueName: "goal"))
    var requirements: [String] = []

    @Flag(help: "Let splits be best whose money hires nobody in a tenth of the campaigns or more.")
    var allowUnhired = false

    @Flag(help: "Leave it at steps of 5 %: faster.")
    var coarse = false

    @Flag(help: "Say what is best at a tenth of the budget to twice the budget, too.")
    var budgets = false

    @Option(
        name: .customLong("target"),
        help: ArgumentHelp(
            "Which budget meets a goal such as 'cpa <= 45'; repeatable, and all of them are to hold in the same campaign.",
            valueName: "goal"))
    var targets: [String] = []

    @Option(
        help: ArgumentHelp(
            "How surely the targets are to be met, such as 80%; 50% unless said otherwise.", valueName: "share"))
    var sure: String?

    @Option(
        help: ArgumentHelp(
            "Write a copy of the scenario with the best split added to it; no file is overwritten.", valueName: "file"))
    var write: String?

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func validate() throws {
        _ = try simulation.options(for: .optimisation)
        if sure != nil, targets.isEmpty {
            throw ValidationError("--sure says how surely a target is to be met; give one with --target 'cpa <= 45'")
        }
        guard aversion >= 0, aversion <= 100 else { throw ValidationError("--aversion takes 0 to 100") }
    }
}

// MARK: - Running

extension Optimise {
    func run() throws {
        let loaded = try simulation.load(file)
        let scenario = loaded.campaign.scenario
        let problem = try problem(loaded)
        let goals = try targets.map { text throws(Failure) in
            try ConstraintArguments.goal(text, in: scenario)
        }
        let certainty = try sure.map(ConstraintArguments.certainty) ?? 0.5
        var copy: Optimisation?
        try report.report(as: "optimisation.json", over: loaded.inputs, besides: [write].compactMap { $0 }) {
            if let write, Files.exists(write) { throw Failure.unwritable(write, .exists) }
            let found = try ProgressBar.during("optimise") { context in
                try Workbench.disk.optimisation(
                    of: loaded, problem, targets: goals, sure: certainty, budgets: budgets,
                    simulation.forecastOptions(), in: context)
            }
            copy = found
            return PrintableResult(
                page: OptimisationTable(found).page,
                document: OptimisationJSON(found).document)
        }
        if let write, let copy { try writeCopy(copy, loaded, to: write) }
    }

    private func problem(_ loaded: LoadedScenario) throws -> OptimisationProblem {
        let scenario = loaded.campaign.scenario
        let lines = scenario.lines.map(\.name)
        var wanted = objective.objective
        if case .cautious = wanted { wanted = .cautious(aversion: aversion) }
        var problem = OptimisationProblem(
            objective: wanted, reference: reference, isCoarse: coarse, allowsUnhired: allowUnhired)
        try loaded.check(problem)
        for bound in bounds { problem.constraints.append(try ConstraintArguments.bound(bound, lines: lines)) }
        if let within {
            let points = try ConstraintArguments.share(within, of: within)
            let split = scenario.splits.first { $0.name == reference } ?? scenario.splits[0]
            problem.constraints += lines.map { .share(of: $0, within: points, of: split) }
        }
        if let minCreators { problem.constraints.append(.creators(atLeast: minCreators)) }
        if let maxCreator {
            problem.constraints.append(
                .largestCreator(share: try ConstraintArguments.share(maxCreator, of: maxCreator)))
        }
        for text in requirements {
            problem.constraints.append(try ConstraintArguments.requirement(text, in: scenario))
        }
        return problem
    }

    private func writeCopy(_ found: Optimisation, _ loaded: LoadedScenario, to path: String) throws {
        let text = String(decoding: try Files.read(file), as: UTF8.self)
        guard let copy = loaded.text(text, withBestOf: found) else {
            throw Failure.splitsNotFound(path, of: file)
        }
        try AtomicFile.write(Array(copy.utf8), to: path)
    }
}
