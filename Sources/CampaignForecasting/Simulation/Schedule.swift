// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a line sells and pays, by budget level and week of the post, and what becomes of it week by week.
///
/// Money and orders are those of the outcomes: the schedule only spreads them over weeks, and what it spreads adds up to them.
final class Schedule {
    /// What posts of one week sold.
    struct Sales {
        /// Orders kept and orders refunded.
        var kept = 0.0
        var refunded = 0.0
        /// Revenue of the kept orders and of the refunded ones, net of code discounts.
        var revenue = 0.0
        var refundedRevenue = 0.0
        /// Commission with the network's fee on it.
        var commission = 0.0
        /// Revenue of what customers order again.
        var repeatRevenue = 0.0
    }

    /// The weeks reported one by one; 0 where time is left out.
    private(set) var weeks = 0
    private var levels = 0
    /// By level, then by week; the last entry of a level is what comes later.
    private(set) var sales: [Sales] = []
    /// By level, then by series, then by week, as `sales`.
    private var values: [Double] = []

    /// The number of entries a level and series.
    private var width: Int { weeks + 1 }

    /// Starts afresh for a line at `levels` budgets.
    func reset(_ line: PreparedLine, _ draw: TrialDraw, levels: Int) {
        weeks = line.time?.weeks ?? 0
        guard weeks > 0 else { return }
        self.levels = levels
        sales = Array(repeating: Sales(), count: levels * width)
        values = Array(repeating: 0, count: levels * WeeklySeries.allCases.count * width)
    }

    /// The entry of a week counted from 0.
    private func entry(_ week: Double) -> Int { Int(min(max(week, 0), Double(weeks))) }

    /// Takes in what a post of `week` sold.
    func add(_ more: Sales, level: Int, week: Double) {
        let index = level * width + entry(week)
        sales[index].kept += more.kept
        sales[index].refunded += more.refunded
        sales[index].revenue += more.revenue
        sales[index].refundedRevenue += more.refundedRevenue
        sales[index].commission += more.commission
    }

    /// Takes in what the customers of a post of `week` order again.
    func add(repeatRevenue: Double, level: Int, week: Double) {
        sales[level * width + entry(week)].repeatRevenue += repeatRevenue
    }

    /// Adds to a series in a week.
    func add(_ value: Double, to series: WeeklySeries, level: Int, week: Double) {
        values[(level * WeeklySeries.allCases.count + series.rawValue) * width + entry(week)] += value
    }

    /// The sales of posts of a week.
    func sales(level: Int, week: Int) -> Sales { sales[level * width + week] }

    /// Turns what each budget adds to the smaller ones into what it buys in all.
    func finish() {
        let size = WeeklySeries.allCases.count * width
        for index in values.indices.dropFirst(size) { values[index] += values[index - size] }
    }

    /// All values, by level, then by series, then by week.
    var all: [Double] { values }
}
