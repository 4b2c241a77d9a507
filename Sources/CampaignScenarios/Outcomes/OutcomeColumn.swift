// SPDX-License-Identifier: GPL-3.0-or-later

/// A column of a table of real outcomes; `docs/backtest.md` describes each.
public enum OutcomeColumn: String, CaseIterable, Sendable {
    case id
    case title = "case"
    case source, grade, provenance, kind, year, tier, platform, deal
    case budget = "budget_usd"
    case creators
    case fee = "fee_per_post"
    case views, engagements, clicks, orders, revenue
    case cpa
    case cpaLow = "cpa_lo"
    case cpaHigh = "cpa_hi"
    case roas
    case roasLow = "roas_lo"
    case roasHigh = "roas_hi"
    case chances = "roas_censor"
    case orderRate = "conv_rate"
    case ordersPerView = "orders_per_view"
    case orderValue = "order_value"
    case isWinner = "winner_published"
    case counts
    case note

    /// The numbers that a column takes; nil for a column of text.
    var numbers: Numbers? {
        switch self {
        case .id, .title, .source, .grade, .provenance, .kind, .tier, .platform, .deal, .chances, .counts, .note: nil
        case .year: Numbers(1_900...2_100, isWhole: true, unit: "a year")
        case .budget, .fee, .orderValue: Numbers(0.01...1e12, unit: "an amount of money")
        case .creators: Numbers(1...1e6, isWhole: true, unit: "a number of creators")
        case .views, .engagements, .clicks, .orders: Numbers(0...1e15, unit: "a count")
        case .revenue: Numbers(0...1e15, unit: "an amount of money")
        case .cpa, .cpaLow, .cpaHigh: Numbers(1e-6...1e12, unit: "an amount of money")
        case .roas, .roasLow, .roasHigh: Numbers(0...1e6, unit: "revenue for each unit of money spent")
        case .orderRate, .ordersPerView: Numbers(0...1, unit: "a share, such as 0.03")
        case .isWinner:
            Numbers(0...1, isWhole: true, unit: "1 for a case published as a success, 0 for one that was not")
        }
    }

    /// The numbers that a column takes.
    struct Numbers {
        var range: ClosedRange<Double>
        var isWhole: Bool
        /// What they count.
        var unit: String

        init(_ range: ClosedRange<Double>, isWhole: Bool = false, unit: String) {
            self.range = range
            self.isWhole = isWhole
            self.unit = unit
        }

        /// What is accepted, for messages.
        var accepted: String {
            let ends = [range.lowerBound, range.upperBound].map(ValueLowering.text)
            return "\(unit), a \(isWhole ? "whole " : "")number from \(ends[0]) to \(ends[1])"
        }
    }
}
