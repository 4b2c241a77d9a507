// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Testing

@testable import CampaignForecasting

@Suite("A second engine")
struct EngineStatisticalTests {
    /// Two lines whose creators are all alike; how well people respond is not known.
    private var fixture: CampaignFixture {
        var fixture = CampaignFixture()
        fixture.set([
            .followers: 10_000, .fee: 450, .engagementsPerView: 0.2, .untrackedOrders: 0.25, .refundRate: 0.1,
            .agencyShare: 0.1, .networkFee: 0.2, .codeDiscount: 0.1,
        ])
        fixture.terms = [.feeShare: 1, .perAcquisition: 3, .revenueShare: 0.05]
        fixture[.clicksPerView] = .shared(.uncertain(.betaInterval(low: 0.02, high: 0.05)))
        fixture[.ordersPerClick] = .shared(.uncertain(.betaInterval(low: 0.02, high: 0.05)))
        fixture[.grossMargin] = .shared(.uncertain(.uniform(min: 0.3, max: 0.6)))
        fixture.lines = ["nano", "more"]
        fixture.splits = [
            Split(name: "half", shares: ["nano": 0.5, "more": 0.5]), Split(name: "some", shares: ["nano": 0.3]),
        ]
        fixture.goals = [Goal(metric: .cpa, relation: .atMost, bound: 40)]
        return fixture
    }

    private func options(_ engine: any CampaignEngine, trials: Int = 2_000) -> ForecastOptions {
        var options = ForecastOptions(trials: trials, threads: 2, layerTrials: 512)
        options.engine = engine
        return options
    }

    /// A metric of the first split by trial.
    private func column(_ metric: Metric, _ engine: any CampaignEngine, trials: Int = 2_000) throws -> [Double] {
        let campaign = try PreparedCampaign(fixture.scenario)
        let study = CampaignStudy(campaign: campaign, metrics: [metric], options: options(engine, trials: trials))
        let table = try Runner(study.options).table(of: study.run, in: RunContext()) { study.read($0.outcomes) }
        return table[.metric(metric, split: 0)]
    }

    /// How many standard errors the individual engine's mean lies from that of the moments, trial by trial.
    private func deviation(_ metric: Metric, flaw: Double = 1) throws -> Double {
        let drawn = try column(metric, IndividualEngine())
        let expected = try column(metric, MomentsEngine(flaw: flaw))
        let gap = MeanInfluence(zip(drawn, expected).map { $0 - $1 }).estimate
        return abs(gap.value) / max(gap.standardError, 1e-9)
    }

    /// Each of 5 in fewer than one of two million by luck.
    @Test(arguments: [Metric.clicks, .conversions, .revenue, .commission, .profit])
    func whatIsDrawnHasTheMeansOfTheEquations(metric: Metric) throws {
        #expect(try deviation(metric) < 5)
        if metric != .clicks { #expect(try deviation(metric, flaw: 1.03) > 5) }
    }

    @Test func whatNoLuckMovesIsTheSameToTheLastBit() throws {
        for metric in [Metric.creators, .fees, .agency, .views] {
            #expect(try column(metric, IndividualEngine(), trials: 50) == column(metric, MomentsEngine(), trials: 50))
        }
    }

    @Test func itSaysWhatItCannotSimulate() throws {
        let engine = MomentsEngine()
        #expect(engine.obstacles(to: try PreparedCampaign(fixture.scenario)).isEmpty)
        var other = fixture
        other[.followers] = .varying(.logNormal(low: 1_000, high: 9_000))
        #expect(
            engine.obstacles(to: try PreparedCampaign(other.scenario)) == [
                "line nano: its creators differ", "line more: its creators differ",
            ])
        #expect(IndividualEngine().obstacles(to: try PreparedCampaign(other.scenario)).isEmpty)
    }
}

// MARK: - Every analysis through it

extension EngineStatisticalTests {
    @Test func aForecastWithoutLuckIsAllUncertainty() throws {
        let campaign = try PreparedCampaign(fixture.scenario)
        let forecast = try Forecaster(campaign: campaign, options: options(MomentsEngine())).run()
        let layers = try #require(forecast.splits[0].total.metrics[.profit]?.layers)
        #expect(abs(layers.uncertainty.value - 1) < 1e-9)
        #expect(abs(layers.orders.value) < 1e-9)
        #expect(
            forecast.splits[0].total.metrics[.profit]?.mean?.value == Moments(try column(.profit, MomentsEngine())).mean
        )
        let comparison = try Comparer(
            campaigns: [campaign],
            contenders: [.init(label: "a", campaign: 0, split: 0), .init(label: "b", campaign: 0, split: 1)],
            options: options(MomentsEngine())
        ).run()
        #expect(comparison.contenders.count == 2)
        #expect(try campaign.hireabilityWarnings(options(MomentsEngine()), in: RunContext()).isEmpty)
        let draws = try Backtester.draws(of: campaign, options: options(MomentsEngine()))
        #expect(draws.law(of: .roas, selection: 0) != nil)
    }

    @Test(arguments: Sensitivity.Method.allCases)
    func withoutLuckInputsExplainEverything(method: Sensitivity.Method) throws {
        let campaign = try PreparedCampaign(fixture.scenario)
        let trials = method == .morris ? 8 : 512
        let found = try SensitivityAnalyser(
            campaign: campaign, method: method, metric: .profit, options: options(MomentsEngine(), trials: trials)
        ).run()
        let profit = try #require(found.outputs.first { $0.output == .metric(.profit, split: 0) })
        #expect(profit.effects.count == 3)
        switch method {
        case .bins, .sobol: #expect(abs((profit.together?.value ?? 0) - 1) < 1e-9)
        // Trials of which everything is learnt, against themselves: the same mean square in numerator and denominator.
        case .shapley: #expect(abs((profit.together?.value ?? 0) - 1) < 0.2)
        case .morris: break
        }
    }

    @Test func stressClaimsAndSearchesRunThroughIt() throws {
        var scenario = fixture.scenario
        let all = try #require(LineGroup(name: "all", lines: scenario.lines))
        scenario.claims = [
            Claim(
                name: "cheap", says: "cpa.all <= 30",
                left: .result(.metric(.cpa), all),
                relation: .atMost, right: .number(30), tolerance: 0, split: "half")
        ]
        let campaign = try PreparedCampaign(Subject(scenario), isAdjustable: true)
        let options = options(MomentsEngine(), trials: 512)
        let stress = try StressTester(campaign: campaign, metric: .profit, options: options).run()
        #expect(stress.worlds.count > 1 && !stress.switchingValues.isEmpty)
        let check = try ClaimChecker(campaign: campaign, options: options).run()
        let costs = try column(.cpa, MomentsEngine(), trials: 512)
        #expect(check.claims[0].holds == Proportion(count: costs.count { $0 <= 30 }, trials: 512))
        let found = try Optimiser(campaign: campaign, problem: OptimisationProblem(), options: options).run(
            budgets: true)
        #expect(found.own.allSatisfy { $0.objective.value <= found.best.objective.value })
        #expect(!found.budgets.isEmpty && found.own.count == 2)
        #expect(try #require(DecisionLint(campaign, options)).findings().count >= 0)
        let library = LibraryBuilder(campaign: campaign, options: options)
        _ = try Forecaster(campaign: campaign, options: options).run(onBlock: { library.append($0) })
        // Three things that are not known, and what two splits bring of six metrics, as far as it spreads.
        #expect(library.library().members.count > 3)
    }
}
