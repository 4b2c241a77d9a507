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
}
