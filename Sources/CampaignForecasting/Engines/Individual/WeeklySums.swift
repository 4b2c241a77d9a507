// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a line sells and pays, by budget level and week.
///
/// Money and orders are those of the outcomes: the calendar only spreads them over weeks, and what it spreads adds up to them.
struct WeeklySums {
    /// What falls on the week of an order and moves on from there by shares alone.
    enum Moving: Int, CaseIterable {
        /// Revenue that will be refunded.
        case refunded
        /// Commission that will be paid.
        case commission
    }

    /// The weeks reported one by one.
    let weeks: Int
    let levels: Int
    /// By level, then by series, then by week; the last entry of a level and series is what comes later.
    private(set) var values: [Double]
    /// By level, then by kind, then by week, as `values`.
    private var moving: [Double]

    /// The number of entries a level and series.
    private var width: Int { weeks + 1 }

    init(weeks: Int, levels: Int) {
        self.weeks = weeks
        self.levels = levels
        values = Array(repeating: 0, count: levels * WeeklySeries.allCases.count * (weeks + 1))
        moving = Array(repeating: 0, count: levels * Moving.allCases.count * (weeks + 1))
    }

    /// The entry of a week counted from 0.
    private func entry(_ week: Double) -> Int { Int(min(max(week, 0), Double(weeks))) }

    /// Adds to a series in a week.
    mutating func add(_ value: Double, to series: WeeklySeries, level: Int, week: Double) {
        values[(level * WeeklySeries.allCases.count + series.rawValue) * width + entry(week)] += value
    }

    /// Adds to what moves on from a week.
    mutating func add(_ value: Double, to kind: Moving, level: Int, week: Double) {
        moving[(level * Moving.allCases.count + kind.rawValue) * width + entry(week)] += value
    }

    /// What moves on from a week.
    func moving(_ kind: Moving, level: Int, week: Int) -> Double {
        moving[(level * Moving.allCases.count + kind.rawValue) * width + week]
    }

    /// Turns what each budget adds to the smaller ones into what it buys in all.
    mutating func finish() {
        let size = WeeklySeries.allCases.count * width
        for index in values.indices.dropFirst(size) { values[index] += values[index - size] }
    }
}
