// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignReports
import CampaignWorkbench
import Testing

@Suite("A workbench through edits")
struct WorkbenchEditStatisticalTests {
    private static let options = ForecastOptions(trials: 16, seed: 3, threads: 2, layerTrials: 8)
    private static let questions: [Analysis] = [
        .forecast, .comparison, .sensitivity, .optimisation, .stress, .claims,
    ]

    /// Everything that a workbench says to a question, as text.
    private static func answer(_ analysis: Analysis, _ bench: Workbench) throws -> String {
        let loaded = try bench.load(LoadedScenario.Request(file: "plan.yaml"))
        switch analysis {
        case .forecast:
            let forecast = try bench.forecast(of: loaded, options)
            return loaded.summary(forecast).text() + SummaryCSV(forecast).text()
        case .comparison: return ComparisonJSON(try bench.comparison(of: [loaded], options)).text()
        case .sensitivity: return SensitivityJSON(try bench.sensitivity(of: loaded, options)).text()
        case .stress: return StressJSON(try bench.stress(of: loaded, shocks: ["dear"], options)).text()
        case .optimisation:
            let problem = OptimisationProblem(isCoarse: true)
            return OptimisationJSON(try bench.optimisation(of: loaded, problem, options)).text()
        case .claims: return ClaimJSON(try bench.claims(of: loaded, options)).text()
        case .backtest, .lint, .pilots, .freeze: return ""
        }
    }

    @Test("says what a fresh one says, and simulates what an edit touches and nothing else", arguments: [1, 7])
    func edits(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var plan = Plan()
        let files = HeldFiles(["plan.yaml": plan.text])
        let bench = files.workbench()
        var asked: [Analysis: Set<[String]>] = [:]
        var former = [plan]
        for step in 0..<30 {
            // Every fifth step takes back what was changed some time ago.
            plan = step % 5 == 4 ? former[random.below(former.count)] : plan.changed(random.below(8), step)
            former.append(plan)
            files["plan.yaml"] = plan.text
            let analysis = Self.questions[random.below(Self.questions.count)]
            let fresh = HeldFiles(["plan.yaml": plan.text])
            #expect(try Self.answer(analysis, bench) == Self.answer(analysis, fresh.workbench()), "\(plan)")
            #expect(fresh.runs == [analysis: 1])
            asked[analysis, default: []].insert(plan.decides(analysis))
            asked[.pilots, default: []].insert(plan.decides(.pilots))
            #expect(files.runs == asked.filter { $0.key != .pilots }.mapValues(\.count), "step \(step)")
            #expect(files.pilots == asked[.pilots]?.count)
        }
    }

    @Test("takes up for a report what was asked before")
    func report() throws {
        let files = HeldFiles(["plan.yaml": Plan().text])
        let bench = files.workbench()
        let loaded = try bench.load(LoadedScenario.Request(file: "plan.yaml"))
        func html(_ bench: Workbench) throws -> String {
            ReportPage(
                try bench.report(of: loaded, Self.options, command: "report"),
                drawing: ReportPage.Drawing(pictures: [:], script: nil)
            ).html
        }
        for analysis in [Analysis.forecast, .comparison] { _ = try Self.answer(analysis, bench) }
        let first = try html(bench)
        let once: [Analysis: Int] = [
            .forecast: 1, .comparison: 1, .sensitivity: 1, .stress: 1, .optimisation: 1, .claims: 1,
        ]
        #expect(files.runs == once)
        #expect(try html(bench) == first && files.runs == once)
        // A ledger stands on the same study.
        _ = try bench.ledger(of: loaded, Self.options)
        #expect(files.runs == once)
        #expect(try html(HeldFiles(["plan.yaml": Plan().text]).workbench()) == first)
    }
}

/// A small generator of numbers, so that a failure can be repeated.
private struct SplitMix {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(count))
    }
}
