// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignScenarios

/// What is simulated again when assumptions move, held against simulating everything.
@Suite("Moved assumptions")
struct MovedAssumptionTests {
    private static let trials = 0..<3
    private static let noise = NoiseKey(seed: 5)

    /// The shipped scenarios as they are asked by analyses that move assumptions.
    private static let campaigns: [(name: String, campaign: PreparedCampaign)] = {
        let files = (try? shippedScenarios()) ?? []
        return files.compactMap { file in
            guard let bytes = try? Data(contentsOf: file),
                let read = try? ScenarioReader(readData: { _ in throw NoSuchFile() })
                    .read(bytes: Array(bytes), file: "s.yaml"),
                let campaign = try? PreparedCampaign(Subject(read.scenario), isAdjustable: true)
            else { return nil }
            return (file.lastPathComponent, campaign)
        }
    }()

    /// Everything simulated with some values moved.
    private func whole(_ moved: MovedValues, _ simulator: any TrialSimulator) -> OutcomeBlock {
        let program = simulator.run.campaign.program
        let scores = program.scores(trials: Self.trials, noise: Self.noise)
        let draws = program.draw(scores, count: Self.trials.count, moving: moved)
        return simulator.outcomes(trials: Self.trials, draws: draws, noise: Self.noise)
    }

    private func areSame(_ one: OutcomeBlock, _ other: OutcomeBlock) -> Bool {
        one.values == other.values && one.largest == other.largest && one.weekly == other.weekly
    }

    @Test("are answered as if everything had been simulated again, to the last bit", arguments: campaigns.indices)
    func exact(number: Int) throws {
        let (name, campaign) = Self.campaigns[number]
        let simulator = IndividualEngine().simulator(of: CampaignRun(campaign))
        let recorded = RecordedBlock(
            simulator, trials: Self.trials, points: .independent(Self.noise), noise: Self.noise)
        let assumptions = campaign.assumptions
        var points = assumptions.enumerated().map { number, assumption in
            AssumptionPoint(moving: [assumption], to: [(number % 2 == 0 ? 0.6 : -0.6) * assumption.span])
        }
        points.append(AssumptionPoint(moving: assumptions, to: assumptions.indices.map { $0 % 2 == 0 ? 0.5 : -0.4 }))
        var changed = 0
        for (place, point) in points.enumerated() {
            let (found, _) = recorded.outcomes(moving: point.moved, with: simulator)
            #expect(areSame(found, whole(point.moved, simulator)), "\(name), point \(place)")
            if !areSame(found, recorded.outcomes) { changed += 1 }
        }
        // A comparison of what never changes would say nothing.
        #expect(changed > points.count / 4, "\(name)")
        #expect(areSame(recorded.outcomes(moving: MovedValues(), with: simulator).outcomes, recorded.outcomes))
    }

    @Test("are told from a record that forgot what was looked at")
    func twin() throws {
        let campaign = try #require(Self.campaigns.first).campaign
        let simulator = IndividualEngine().simulator(of: CampaignRun(campaign))
        var recorded = RecordedBlock(
            simulator, trials: Self.trials, points: .independent(Self.noise), noise: Self.noise)
        recorded.reads = SlotReads(parts: simulator.run.budgets.partCount, slots: campaign.program.slotCount)
        let wrong = campaign.assumptions.count { assumption in
            let point = AssumptionPoint(moving: [assumption], to: [assumption.span])
            let (found, _) = recorded.outcomes(moving: point.moved, with: simulator)
            return !areSame(found, whole(point.moved, simulator))
        }
        #expect(wrong > 0)
    }

    @Test("make each shocked world the same as a plan that the shock strikes for certain", arguments: campaigns.indices)
    func worlds(number: Int) throws {
        let (name, campaign) = Self.campaigns[number]
        let options = ForecastOptions(trials: 3, seed: 5, threads: 1)
        let plain = try PreparedCampaign(campaign.subject)
        let shocks = campaign.scenario.shocks + Shock.ready(for: campaign.scenario)
        let tester = try StressTester(campaign: plain, metric: .profit, options: options)
        let tables = try tester.simulate(tester.study(plain), in: RunContext())
        var changed = 0
        // Each scenario takes its turn at a third of them.
        let turn = zip(shocks, tables.dropFirst()).enumerated().filter { $0.offset % 3 == number % 3 }.map(\.element)
        for (shock, table) in turn where shock.together.isEmpty {
            var scenario = campaign.scenario
            let certain = QuantityPath("certain")
            scenario.quantities[certain] = Quantity(law: .shared(.constant(1)))
            scenario.quantities.merge(shock.quantities) { own, _ in own }
            scenario.risks.append(
                Risk(name: "certain", probability: certain, scope: shock.scope, effects: shock.effects))
            let struck = tester.study(try PreparedCampaign(scenario))
            let known = struck.read(
                IndividualEngine().simulator(of: struck.run).outcomes(
                    trials: 0..<3, draws: struck.campaign.program.draw(trials: 0..<3, noise: options.noise),
                    noise: options.noise))
            for (key, values) in known.all {
                let isSame = zip(values, table[key]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
                #expect(isSame, "\(name), \(shock.name), \(key)")
            }
            if known.all.contains(where: { $0.values != tables[0][$0.key] }) { changed += 1 }
        }
        #expect(changed > 0, "\(name)")
    }
}
