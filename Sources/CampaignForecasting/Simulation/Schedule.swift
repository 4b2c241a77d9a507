// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a post sold and earned its creator, all of it, whenever it falls due.
struct PostSales {
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

/// What a line sells and pays, by budget level and week.
///
/// Money and orders are those of the outcomes: the schedule only spreads them over weeks, and what it spreads adds up to them.
final class Schedule {
    /// What falls on the week of an order and moves on from there by shares alone.
    enum Moving: Int, CaseIterable {
        /// Revenue that will be refunded.
        case refunded
        /// Commission that will be paid.
        case commission
    }

    /// The weeks reported one by one; 0 where time is left out.
    private(set) var weeks = 0
    private(set) var levels = 0
    /// By post.
    private(set) var posts: [PostSales] = []
    /// By level, then by series, then by week; the last entry of a level and series is what comes later.
    private var values: [Double] = []
    /// By level, then by kind, then by week, as `values`.
    private var moving: [Double] = []

    /// The number of entries a level and series.
    private var width: Int { weeks + 1 }

    /// Starts afresh for a line at `levels` budgets.
    func reset(_ line: PreparedLine, levels: Int) {
        weeks = line.time?.weeks ?? 0
        guard weeks > 0 else { return }
        self.levels = levels
        posts.removeAll(keepingCapacity: true)
        values = Array(repeating: 0, count: levels * WeeklySeries.allCases.count * width)
        moving = Array(repeating: 0, count: levels * Moving.allCases.count * width)
    }

    /// The entry of a week counted from 0.
    private func entry(_ week: Double) -> Int { Int(min(max(week, 0), Double(weeks))) }

    /// Takes in what the next post sold; posts come in their order.
    func note(_ sales: PostSales) { posts.append(sales) }

    /// Takes in what the customers of a post order again.
    func note(repeatRevenue: Double, ofPost number: Int) { posts[number].repeatRevenue += repeatRevenue }

    /// Adds to a series in a week.
    func add(_ value: Double, to series: WeeklySeries, level: Int, week: Double) {
        values[(level * WeeklySeries.allCases.count + series.rawValue) * width + entry(week)] += value
    }

    /// Adds to what moves on from a week.
    func add(_ value: Double, to kind: Moving, level: Int, week: Double) {
        moving[(level * Moving.allCases.count + kind.rawValue) * width + entry(week)] += value
    }

    /// What moves on from a week.
    func moving(_ kind: Moving, level: Int, week: Int) -> Double {
        moving[(level * Moving.allCases.count + kind.rawValue) * width + week]
    }

    /// Turns what each budget adds to the smaller ones into what it buys in all.
    func finish() {
        let size = WeeklySeries.allCases.count * width
        for index in values.indices.dropFirst(size) { values[index] += values[index - size] }
    }

    /// All values, by level, then by series, then by week.
    var all: [Double] { values }
}
