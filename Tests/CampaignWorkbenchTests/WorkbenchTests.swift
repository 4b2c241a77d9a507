// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Testing

@testable import CampaignWorkbench

@Suite("A workbench")
struct WorkbenchTests {
    private static let options = ForecastOptions(trials: 8, seed: 3, threads: 1, layerTrials: 0)

    private func loaded(
        _ bench: Workbench, _ file: String = "plan.yaml", splits: [String] = []
    ) throws -> LoadedScenario {
        try bench.load(LoadedScenario.Request(file: file, splits: splits))
    }

    @Test("asks for files by name, those of a scenario beside it, and sees that they changed")
    func reading() throws {
        let text = Plan().text.replacing("fee: 400", with: "fee: \"data(fees.csv, fee)\"")
        let files = HeldFiles(["spring/plan.yaml": text, "spring/fees.csv": "fee\n300\n400\n500\n"])
        let bench = files.workbench()
        let first = try loaded(bench, "spring/plan.yaml")
        #expect(first.inputs == ["spring/plan.yaml", "spring/fees.csv"])
        #expect(first.campaign.subject.fileName == "plan.yaml" && first.campaign.subject.fileStem == "plan")
        _ = try bench.forecast(of: first, Self.options)
        _ = try bench.forecast(of: try loaded(bench, "spring/plan.yaml"), Self.options)
        #expect(files.runs == [.forecast: 1])
        files["spring/fees.csv"] = "fee\n300\n400\n501\n"
        _ = try bench.forecast(of: try loaded(bench, "spring/plan.yaml"), Self.options)
        #expect(files.runs == [.forecast: 2])
        files["spring/fees.csv"] = nil
        let errors = #expect(throws: ScenarioErrors.self) { try loaded(bench, "spring/plan.yaml") }
        #expect(errors?.problems.first?.message.contains("there is no spring/fees.csv") == true)
    }

    @Test("remembers by trials, seed and question, and by no number of threads")
    func keys() throws {
        let files = HeldFiles(["plan.yaml": Plan().text])
        let bench = files.workbench()
        let plan = try loaded(bench)
        var options = Self.options
        for threads in [1, 2] {
            options.threads = threads
            _ = try bench.forecast(of: plan, options)
        }
        #expect(files.runs == [.forecast: 1])
        options.seed = 4
        _ = try bench.forecast(of: plan, options)
        options.trials = 9
        _ = try bench.forecast(of: plan, options)
        #expect(files.runs == [.forecast: 3])
        for metric in [Metric.profit, .roi, .profit] {
            _ = try bench.sensitivity(of: plan, metric: metric, Self.options)
        }
        #expect(files.runs[.sensitivity] == 2)
        // One split is another scenario.
        _ = try bench.forecast(of: try loaded(bench, splits: ["small"]), Self.options)
        #expect(files.runs[.forecast] == 4)
    }

    @Test("names each result after the scenario that was asked about")
    func names() throws {
        let files = HeldFiles(["plan.yaml": Plan().text])
        let bench = files.workbench()
        let first = try bench.forecast(of: try loaded(bench), Self.options)
        files["plan.yaml"] = Plan(name: "Autumn").text
        let second = try bench.forecast(of: try loaded(bench), Self.options)
        #expect(files.runs == [.forecast: 1])
        #expect(first.subject.scenario.name == "Spring" && second.subject.scenario.name == "Autumn")
        #expect(first.subject.checksum != second.subject.checksum)
    }

    @Test("simulates every trial where blocks are wanted, and remembers the result")
    func blocks() throws {
        let files = HeldFiles(["plan.yaml": Plan().text])
        let bench = files.workbench()
        let plan = try loaded(bench)
        for _ in 0..<2 { _ = try bench.forecast(of: plan, Self.options, onBlock: { _ in }) }
        _ = try bench.forecast(of: plan, Self.options)
        #expect(files.runs == [.forecast: 2])
    }

    @Test("throws where it is ended, and remembers nothing of it")
    func cancellation() throws {
        let files = HeldFiles(["plan.yaml": Plan().text])
        let bench = files.workbench()
        let plan = try loaded(bench)
        let ended = RunContext(isCancelled: { true })
        #expect(throws: CancellationError.self) {
            try bench.load(LoadedScenario.Request(file: "plan.yaml"), in: ended)
        }
        #expect(throws: CancellationError.self) { try bench.forecast(of: plan, Self.options, in: ended) }
        #expect(throws: CancellationError.self) { try bench.comparison(of: [plan], Self.options, in: ended) }
        #expect(throws: CancellationError.self) {
            try bench.report(of: plan, Self.options, command: "", stage: { _ in ended })
        }
        _ = try bench.comparison(of: [plan], Self.options)
        #expect(files.runs == [.forecast: 2, .comparison: 2])
    }

    @Test("forgets what was not asked for longest")
    func forgetting() throws {
        let store = ResultStore(most: 2)
        func key(_ seed: UInt64) -> ResultKey {
            ResultKey(.pilots, about: [], ForecastOptions(trials: 1, seed: seed))
        }
        for seed in 1...2 as ClosedRange<UInt64> { store.keep(Findings(all: [seed]), under: key(seed)) }
        #expect(store.result(key(1), as: Findings<UInt64>.self)?.all == [1])
        store.keep(Findings(all: [3] as [UInt64]), under: key(3))
        #expect(store.result(key(2), as: Findings<UInt64>.self) == nil)
        #expect(store.result(key(1), as: Findings<UInt64>.self)?.all == [1])
        #expect(store.result(key(3), as: Findings<UInt64>.self)?.all == [3])
    }
}

@Suite("What a workbench refuses")
struct WorkbenchRefusalTests {
    private static let options = ForecastOptions(trials: 8, seed: 3, threads: 1, layerTrials: 0)
    private let files = HeldFiles(["plan.yaml": Plan().text])

    private func loaded(splits: [String] = []) throws -> LoadedScenario {
        try files.workbench().load(LoadedScenario.Request(file: "plan.yaml", splits: splits))
    }

    @Test("splits, metrics and problems that the scenario does not have")
    func unknown() throws {
        #expect(throws: WorkbenchError.noSplit("none", file: "plan.yaml", known: ["small", "large"])) {
            try loaded(splits: ["none"])
        }
        let plan = try loaded()
        let known = plan.campaign.scenario.metrics
        let missing = try #require(Metric.allCases.first { !known.contains($0) })
        let noMetric = WorkbenchError.noMetric(missing, file: "plan.yaml", known: known)
        let bench = files.workbench()
        #expect(throws: noMetric) { try bench.sensitivity(of: plan, metric: missing, Self.options) }
        #expect(throws: noMetric) { try bench.stress(of: plan, metric: missing, Self.options) }
        #expect(throws: WorkbenchError.noSplit("none", file: "plan.yaml", known: ["small", "large"])) {
            try bench.optimisation(of: plan, OptimisationProblem(reference: "none"), Self.options)
        }
        #expect(throws: WorkbenchError.noRisks(file: "plan.yaml")) {
            try bench.optimisation(of: plan, OptimisationProblem(objective: .regret), Self.options)
        }
        let single = try loaded(splits: ["small"])
        #expect(throws: WorkbenchError.oneSplit(file: "plan.yaml")) {
            try bench.comparison(of: [single], Self.options)
        }
        #expect(files.runs.isEmpty)
    }

    @Test("several currencies, and studies that make no sense")
    func nonsense() throws {
        files["euro.yaml"] = Plan().text.replacing("budget: 3000", with: "budget: 3000\ncurrency: EUR")
        files["bare.yaml"] = Plan().text.replacing("goals: [cpa <= 45]", with: "").split(separator: "\n")
            .filter { !$0.hasPrefix("claims") }.joined(separator: "\n")
        let bench = files.workbench()
        let plans = try ["plan.yaml", "euro.yaml", "bare.yaml"].map { try bench.load(.init(file: $0)) }
        #expect(throws: WorkbenchError.currencies(["EUR", "USD"])) {
            try bench.comparison(of: Array(plans[..<2]), Self.options)
        }
        #expect(throws: WorkbenchError.campaign(.noClaims, file: "bare.yaml", currency: "USD")) {
            try bench.claims(of: plans[2], Self.options)
        }
        #expect(throws: WorkbenchError.noGoals(file: "bare.yaml")) {
            try bench.optimisation(of: plans[2], OptimisationProblem(objective: .chance), Self.options)
        }
        let bounds: [Constraint] = [
            .share(line: "nano", low: 0.7, high: 1), .share(line: "micro", low: 0.7, high: 1),
        ]
        #expect(throws: WorkbenchError.campaign(.clash(bounds), file: "plan.yaml", currency: "USD")) {
            try bench.optimisation(of: plans[0], OptimisationProblem(constraints: bounds), Self.options)
        }
    }

    @Test("more trials than an analysis takes, and none", arguments: Analysis.allCases)
    func trials(analysis: Analysis) {
        #expect(throws: Never.self) { try analysis.check(trials: analysis.mostTrials) }
        for trials in [0, analysis.mostTrials + 1] {
            #expect(throws: WorkbenchError.trials(trials, of: analysis, most: analysis.mostTrials)) {
                try analysis.check(trials: trials)
            }
        }
    }

    @Test("files that are too large, whatever supplies them")
    func size() throws {
        files["large.yaml"] = String(repeating: "#", count: Limits.scenarioBytes + 1)
        let bytes = Limits.scenarioBytes + 1
        #expect(throws: WorkbenchError.size(file: "large.yaml", bytes: bytes, most: Limits.scenarioBytes)) {
            try files.workbench().load(.init(file: "large.yaml"))
        }
    }

    @Test(
        "numbers of trials that are none",
        arguments: [
            ("5000", 5_000), ("10k", 10_000), ("2M", 2_000_000), ("1_000", 1_000), ("0", nil), ("2G", nil), ("", nil),
            ("-1", nil), ("1001M", nil), ("1000M", 1_000_000_000), ("1.5k", nil), ("k", nil),
        ] as [(String, Int?)])
    func counts(text: String, value: Int?) {
        #expect(TrialCount(text)?.value == value)
    }
}
