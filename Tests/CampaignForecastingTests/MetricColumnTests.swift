// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite struct MetricColumnTests {
    @Test("a metric of a trial and of a column of trials is the same number, to the last bit")
    func oneDefinition() {
        let trials = 2_000
        var generator = SystemRandomNumberGenerator()
        let columns = Outcome.allCases.map { _ in
            (0..<trials).map { _ in Double.random(in: 0...1e5, using: &generator) / 3 }
        }
        var all = MetricColumns(count: trials) { columns[$0.rawValue] }
        for metric in Metric.allCases {
            let column = all.column(metric)
            let different = (0..<trials).count { trial in
                var outcomes = Outcomes()
                for outcome in Outcome.allCases { outcomes[outcome] = columns[outcome.rawValue][trial] }
                return metric.value(of: outcomes).bitPattern != column[trial].bitPattern
            }
            #expect(different == 0, "\(metric.rawValue)")
        }
    }

    @Test("orders that are sent back are no kept orders, and all of them sent back cost without end")
    func keptOrders() {
        var outcomes = Outcomes()
        outcomes[.orders] = 10
        outcomes[.refunds] = 4
        outcomes[.fees] = 120
        #expect(Metric.keptOrders.value(of: outcomes) == 6)
        #expect(Metric.costPerKeptOrder.value(of: outcomes) == 20)
        #expect(Metric.cpa.value(of: outcomes) == 12)
        #expect(Metric.returnRate.value(of: outcomes) == 0.4)
        outcomes[.refunds] = 10
        #expect(Metric.costPerKeptOrder.value(of: outcomes) == .infinity)
        #expect(!Goal(metric: .costPerKeptOrder, relation: .atMost, bound: 1e12).isMet(by: .infinity))
        outcomes[.fees] = 0
        #expect(Metric.costPerKeptOrder.value(of: outcomes).isNaN)
    }

    @Test("cost per lead is known where a line counts leads")
    func leads() {
        var fixture = CampaignFixture()
        #expect(!fixture.scenario.metrics.contains(.costPerLead))
        fixture[.leadsPerClick] = .shared(.constant(0.5))
        #expect(fixture.scenario.metrics.contains(.costPerLead))
    }
}
