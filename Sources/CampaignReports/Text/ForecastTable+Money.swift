// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

// MARK: - What the money is for

extension ForecastTable {
    static let costMeaning = "Means, which add up to the cost."

    /// What each split pays for; nil where all of it goes into one kind of cost.
    var costTable: TextTable? {
        let totals = forecast.splits.map(\.total)
        let kinds: [Metric] = [.fees, .gifts, .management, .agency, .commission, .networkFee].filter { kind in
            totals.contains { ($0.metrics[kind]?.mean?.value ?? 0) > 0 }
        }
        guard kinds.count > 1 else { return nil }
        return TextTable(
            title: "paid for",
            names: forecast.splits.map { TextTable.RowName(text: Displayed.clean($0.name), look: .strong) },
            columns: ([.cost] + kinds).map { kind in
                let cells = totals.map { total in
                    total.metrics[kind]?.mean.map { Figure($0).text(.money(currency), digits: 4) } ?? Figure.undefined
                }
                return TextTable.Column(title: kind.title, cells: cells)
            })
    }

    /// That goals on orders and their cost count returned ones; nil where there is no such goal, or nothing is sent back.
    var returnedOrders: String? {
        let counting: [Metric: Metric] = [
            .conversions: .keptOrders, .trackedOrders: .keptOrders, .cpa: .costPerKeptOrder,
        ]
        let goals = Metric.allCases.filter { metric in
            counting[metric] != nil && scenario.goals.contains { $0.metric == metric }
        }
        let isReturned = forecast.splits.contains { ($0.total.metrics[.refunds]?.mean?.value ?? 0) > 0 }
        guard !goals.isEmpty, isReturned else { return nil }
        let others = Metric.allCases.filter { other in goals.contains { counting[$0] == other } }
        let verb = goals == [.cpa] ? "counts" : "count"
        return "\(Verdict.list(goals.map(\.title)).capitalisedFirst) \(verb) orders that are sent back, too; a goal on "
            + "\(Verdict.list(others.map(\.rawValue))) does not."
    }
}

// MARK: - Sentences of the answer

extension ForecastTable {
    /// What the answer says of money besides what it earns: cash that is needed before it comes back, and money that stays idle.
    var sentencesOnMoney: [String] { [cash, later, idle].compactMap { $0 } }

    /// How much cash the split that the verdict names needs, and until when; nil where time is left out or cash never runs down.
    private var cash: String? {
        guard let number = Verdict(forecast, currency: currency).named else { return nil }
        let split = forecast.splits[number]
        guard let weekly = split.weekly, let lowest = weekly.lowestCash.at(0.5), lowest.value < 0,
            let bottom = weekly.lowestCashWeek.at(0.5), let turn = weekly.breakEven.at(0.5)
        else { return nil }
        func money(_ quantile: QuantileEstimate) -> String {
            Figure(-quantile.value, error: quantile.standardError).text(.money(currency), digits: 3)
        }
        let turns = turn.value.isFinite
        let week = Figure(turns ? turn : bottom).text(.count)
        let worst =
            weekly.lowestCash.at(0.05).map { "medians; \(money($0)) or more in 5 of 100 campaigns" } ?? "medians"
        let remarks = [Int(week).flatMap(weekNames.beginning), worst].compactMap { $0 }.joined(separator: "; ")
        let never = weekly.neverBreaksEven
        let back =
            never.count == 0
            ? "" : ", and does not have it back for good by \(weekNames.text(weekly.weeks)) in \(Verdict.often(never))"
        return
            "In cash, \(Displayed.clean(split.name)) needs \(money(lowest)) \(turns ? "until" : "by") week \(week) (\(remarks))\(back)."
    }

    /// What the split that the verdict names pays and sells after the last week, where that is much of it.
    private var later: String? {
        guard let number = Verdict(forecast, currency: currency).named else { return nil }
        let split = forecast.splits[number]
        guard let weekly = split.weekly else { return nil }
        let texts = [
            weekly.muchLater(.spend).map { "\(Figure($0.later).text(.money(currency), digits: 3)) of what it pays" },
            weekly.muchLater(.orders).map {
                "\(Figure($0.later.value / $0.all, error: 0.01).text(.percent)) of its orders"
            },
        ].compactMap { $0 }
        guard let first = texts.first else { return nil }
        let both = texts.count == 2 ? "\(first) and \(texts[1])" : first
        let last = weekNames.text(weekly.weeks)
        return "The calendar is shorter than the campaign: on average \(both) come after \(last), and no figure by "
            + "week counts them."
    }

    /// The share of a budget from which on money that buys nothing is spoken of.
    private static let muchIdle = 0.1

    /// Which splits leave much of their money unspent; nil where none does.
    private var idle: String? {
        let texts = forecast.splits.compactMap { split -> String? in
            guard let unspent = split.total.metrics[.unspent]?.quantile(0.5), split.total.budget > 0,
                split.profile.unhired == nil, unspent.low > Self.muchIdle * split.total.budget
            else { return nil }
            let share = Figure(
                unspent.value / split.total.budget, error: unspent.standardError / split.total.budget
            ).text(.percent, digits: 2)
            let amount = Figure(unspent).text(.money(currency), digits: 3)
            return "\(Displayed.clean(split.name)) \(amount) (\(share) of its budget)"
        }
        guard !texts.isEmpty else { return nil }
        return
            "Left unspent in the middle campaign: \(Verdict.list(texts)). It pays for no further creator, none is left to "
            + "hire, or creators who do not post are not paid."
    }
}

// MARK: - After the last week

extension WeeklyForecast {
    /// The share of what a campaign pays or sells from which on it is said that it comes after the last week.
    private static let muchLater = 0.1

    /// The mean of what comes after the last week, and that of all; nil where it is little of it.
    func muchLater(_ flow: Flow) -> (later: Estimate, all: Double)? {
        guard let later = tracks[Track(flow, isCumulative: false)]?.last?.mean,
            let all = tracks[Track(flow, isCumulative: true)]?.last?.mean, all.value > 0,
            later.value > Self.muchLater * all.value
        else { return nil }
        return (later, all.value)
    }
}
