// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Testing

@testable import CampaignForecasting

@Suite("The pilot campaigns")
struct HireabilityTests {
    /// The trials in which a campaign hires nobody, all its money spent in each.
    private func emptyTrials(_ campaign: PreparedCampaign) throws -> Int {
        try #require(campaign.simulated(0..<256).column(split: 0, line: 0, outcome: .creators)).count { $0 == 0 }
    }

    @Test(
        "count what whole campaigns would, whatever the money and the pool",
        arguments: [1, 99, 350, 1_000, 20_000, 3e5], [1.0, 3, 1_000])
    func counts(budget: Double, pool: Double) throws {
        var fixture = CampaignFixture()
        fixture.budget = budget
        fixture.set([.pool: pool, .acceptance: 0.1])
        fixture[.fee] = .shared(.uncertain(.logNormal(median: 400, spread: 10)))
        let campaign = try PreparedCampaign(fixture.scenario)
        let empty = try emptyTrials(campaign)
        let message = try campaign.hireabilityWarnings().first?.message
        if empty > 128 {
            #expect(message?.contains("nobody is hired in \(empty) of 256 pilot trials") == true)
        } else {
            #expect(message == nil)
        }
    }

    @Test("count the same for an amount beside others as for it alone", arguments: [0.02, 0.3, 1])
    func several(acceptance: Double) throws {
        func messages(_ amounts: [Double]) throws -> [String: String] {
            var fixture = CampaignFixture()
            fixture.budget = 10_000
            fixture.set([.pool: 60, .acceptance: acceptance])
            fixture[.fee] = .shared(.uncertain(.logNormal(median: 400, spread: 10)))
            var scenario = fixture.scenario
            let name = scenario.lines[0].name
            scenario.splits = amounts.map { Split(name: "with \($0)", shares: [name: $0 / scenario.budget]) }
            let found = try PreparedCampaign(scenario).hireabilityWarnings()
            return Dictionary(uniqueKeysWithValues: found.map { ($0.split, $0.message) })
        }
        let amounts = [0.5, 40, 90, 350, 420, 1_000, 9_000]
        let alone = try amounts.map { try messages([$0]) }.reduce(into: [:]) { $0.merge($1) { $1 } }
        #expect(!alone.isEmpty)
        #expect(try messages(amounts.reversed()) == alone)
    }

    @Test("take no longer for a budget without end, or for creators who cost nothing", arguments: [0.0, 50])
    func effort(fee: Double) throws {
        var fixture = CampaignFixture()
        fixture.budget = 1e12
        fixture.set([.pool: 1e9, .fee: fee])
        let start = ContinuousClock.now
        #expect(try PreparedCampaign(fixture.scenario).hireabilityWarnings().isEmpty)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
