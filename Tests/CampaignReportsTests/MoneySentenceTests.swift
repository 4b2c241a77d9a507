// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("What the answer says of money")
struct MoneySentenceTests {
    private static func summary(_ value: Double, error: Double = 1) -> MetricSummary {
        MetricSummary(
            mean: Estimate(value: value, standardError: error), sd: error,
            quantiles: QuantileEstimate.reported.map {
                QuantileEstimate(probability: $0, value: value, low: value - error, high: value + error)
            }, expectedShortfall: value, undefined: 0, infinite: 0, layers: nil)
    }

    private func forecast(_ metrics: [Metric: Double]) -> Forecast {
        var forecast = HandMade.forecastWithParts
        for split in forecast.splits.indices {
            for (metric, value) in metrics { forecast.splits[split].total.metrics[metric] = Self.summary(value) }
        }
        return forecast
    }

    private func table(_ forecast: Forecast) -> ForecastTable {
        ForecastTable(forecast)
    }

    @Test("the kinds of cost stand beside each other where there are several")
    func kinds() throws {
        #expect(table(forecast([.fees: 40, .gifts: 0])).costTable == nil)
        let costs = try #require(table(forecast([.cost: 70, .fees: 40, .gifts: 30, .commission: 0])).costTable)
        #expect(costs.columns.map(\.title) == ["cost", "fees", "gifts"])
        #expect(costs.columns.map { $0.cells.first } == ["$70", "$40", "$30"])
    }

    @Test("goals on orders say that they count those sent back, where some are")
    func returned() {
        #expect(table(forecast([.refunds: 0])).returnedOrders == nil)
        #expect(
            table(forecast([.refunds: 3])).returnedOrders
                == "Conversions and CPA count orders that are sent back, too; a goal on kept_orders and cost_per_kept_order does not."
        )
    }

    @Test("much idle money is said, little is not")
    func idle() {
        #expect(!table(forecast([.unspent: 20_000])).sentencesOnMoney.contains { $0.contains("unspent") })
        let said = table(forecast([.unspent: 50_000])).sentencesOnMoney.filter { $0.contains("unspent") }
        #expect(said.count == 1 && said[0].contains("small $50,000 (20% of its budget)"), "\(said)")
    }

    @Test("weeks are dated where the scenario says when they begin, over months, years and leap days")
    func weeks() {
        let numbered = WeekName(time: TimeFrame(weeks: 26))
        #expect(numbered.text(13) == "week 13" && numbered.firstDay == nil)
        let dated = WeekName(time: TimeFrame(weeks: 260, start: "2026-05-04"))
        #expect(dated.text(1) == "week 1 (from 4 May)" && dated.text(13) == "week 13 (from 27 Jul)")
        #expect(dated.firstDay == "Week 1 begins on 4 May 2026.")
        #expect(dated.text(35) == "week 35 (from 28 Dec)" && dated.text(36) == "week 36 (from 4 Jan 2027)")
        #expect(dated.text(96) == "week 96 (from 28 Feb 2028)" && dated.text(97) == "week 97 (from 6 Mar 2028)")
        #expect(dated.text(260) == "week 260 (from 21 Apr 2031)")
    }

    @Test("cash that is needed is said until the week in which it is back, or that it never is")
    func cash() throws {
        var forecast = HandMade.forecastWithParts
        #expect(
            table(forecast).sentencesOnMoney.first?.contains(
                "needs $300 until week 2 (from 9 Mar; medians; $300 or more in 5 of 100 campaigns), and does not have it back for "
                    + "good by week 2 (from 9 Mar) in 25 of 100 campaigns.") == true,
            "\(table(forecast).sentencesOnMoney)")
        for split in forecast.splits.indices {
            let never = QuantileEstimate.reported.map {
                QuantileEstimate(probability: $0, value: .infinity, low: .infinity, high: .infinity)
            }
            forecast.splits[split].weekly?.breakEven = never
            forecast.splits[split].weekly?.neverBreaksEven = Proportion(count: 8_000, trials: 10_000)
        }
        let said = try #require(table(forecast).sentencesOnMoney.first)
        #expect(
            said.contains("needs $300 by week 1 (from 2 Mar; medians")
                && said.contains("by week 2 (from 9 Mar) in 80 of 100 campaigns."), "\(said)")
        // Cash that never runs down needs nothing.
        for split in forecast.splits.indices {
            forecast.splits[split].weekly?.lowestCash = Self.summary(10, error: 0).quantiles
        }
        #expect(table(forecast).sentencesOnMoney.allSatisfy { !$0.contains("In cash") })
    }
}
