// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a split sells and pays week by week, as distributions.
public struct WeeklyForecast: Sendable {
    /// What is followed: a series of the weeks themselves, or summed up from the first week on.
    public struct Track: Hashable, Sendable {
        /// What is counted.
        public var flow: Flow
        /// Whether weeks are summed up from the first one on.
        public var isCumulative: Bool

        /// A track.
        public init(_ flow: Flow, isCumulative: Bool) {
            self.flow = flow
            self.isCumulative = isCumulative
        }

        /// Every track, in the order of reports.
        public static let all = Flow.allCases.flatMap {
            [Track($0, isCumulative: false), Track($0, isCumulative: true)]
        }

        /// The track's name in results.
        public var name: String { isCumulative ? "cumulative_" + flow.rawValue : flow.rawValue }
    }

    /// What flows in or out from week to week.
    public enum Flow: String, CaseIterable, Sendable {
        /// Attributed orders.
        case orders
        /// Revenue net of refunds and code discounts.
        case revenue
        /// Money paid out.
        case spend
        /// Gross margin on revenue less spend.
        case cash
    }

    /// One week of a track.
    public struct Week: Sendable, Equatable {
        /// The mean.
        public var mean: Estimate
        /// The quantiles at `QuantileEstimate.reported`.
        public var quantiles: [QuantileEstimate]
    }

    /// The weeks reported one by one.
    public var weeks: Int
    /// For each track a value a week, the last one being all that comes after the last week (cumulative: the total).
    public var tracks: [Track: [Week]]
    /// The week from which on cumulative cash stays at or above 0, what comes after the last week included, over all campaigns that
    /// hire somebody; infinite where there is none or where no money has moved by the last week, empty where nobody is ever hired.
    public var breakEven: [QuantileEstimate]
    /// Among the campaigns that hire somebody, those without such a week.
    public var neverBreaksEven: Proportion
    /// The lowest cumulative cash at the end of a week reported, over the same campaigns.
    public var lowestCash: [QuantileEstimate]
    /// The first week at whose end cash stands lowest, over the same campaigns.
    public var lowestCashWeek: [QuantileEstimate]
}

/// What is known of a split's weeks after some trials.
struct WeeklyAccumulator: Sendable {
    private let weeks: Int
    /// Trials in which somebody was hired: the others pay and earn nothing, so they have nothing to break even on.
    private var hiring = 0
    /// By track, then by week.
    private var moments: [[Moments]]
    private var samples: [[SampleStore]]
    private var breakEven: SampleStore
    private var lowestCash: SampleStore
    private var lowestCashWeek: SampleStore
    private var never = 0

    init(weeks: Int, trials: Int) {
        self.weeks = weeks
        let width = weeks + 1
        moments = Array(
            repeating: Array(repeating: Moments([]), count: width), count: WeeklyForecast.Track.all.count)
        samples = Array(
            repeating: Array(repeating: SampleStore(trials: trials), count: width),
            count: WeeklyForecast.Track.all.count)
        breakEven = SampleStore(trials: trials)
        lowestCash = breakEven
        lowestCashWeek = breakEven
    }

    /// Takes in the weeks of a split's lines.
    mutating func add(_ block: OutcomeBlock, split: Int, lines: Range<Int>) {
        var flows = WeeklyForecast.Flow.allCases.map { flow in
            (0...weeks).map { week in Self.column(flow, block, split: split, lines: lines, week: week) }
        }
        note(flows, isCumulative: false)
        for flow in flows.indices {
            for week in 1...weeks {
                for trial in 0..<block.count { flows[flow][week][trial] += flows[flow][week - 1][trial] }
            }
        }
        note(flows, isCumulative: true)
        guard let cash = WeeklyForecast.Flow.allCases.firstIndex(of: .cash) else { return }
        noteCash(flows[cash], Self.hires(block, split: split, lines: lines))
    }

    /// Takes in when cumulative cash turns for good, and how low it falls; `cash` holds a column a week and then the total.
    private mutating func noteCash(_ cash: [[Double]], _ hires: [Bool]) {
        var (turns, depths, bottoms): ([Double], [Double], [Double]) = ([], [], [])
        for trial in hires.indices where hires[trial] {
            var week = weeks
            if cash[weeks][trial] >= 0 { while week > 0, cash[week - 1][trial] >= 0 { week -= 1 } }
            let hasMoved = (0..<weeks).contains { cash[$0][trial] != 0 }
            turns.append(week == weeks || !hasMoved ? .infinity : Double(week + 1))
            let lowest = (0..<weeks).min { (cash[$0][trial], $0) < (cash[$1][trial], $1) } ?? 0
            depths.append(cash[lowest][trial])
            bottoms.append(Double(lowest + 1))
        }
        hiring += turns.count
        never += turns.count { $0 == .infinity }
        breakEven.add(turns)
        lowestCash.add(depths)
        lowestCashWeek.add(bottoms)
    }

    /// Whether each trial hires somebody.
    private static func hires(_ block: OutcomeBlock, split: Int, lines: Range<Int>) -> [Bool] {
        var hires = Array(repeating: false, count: block.count)
        for line in lines {
            guard let creators = block.column(split: split, line: line, outcome: .creators) else { continue }
            for (trial, count) in creators.enumerated() where count > 0 { hires[trial] = true }
        }
        return hires
    }

    private mutating func note(_ flows: [[[Double]]], isCumulative: Bool) {
        for (number, track) in WeeklyForecast.Track.all.enumerated() where track.isCumulative == isCumulative {
            guard let flow = WeeklyForecast.Flow.allCases.firstIndex(of: track.flow) else { continue }
            for (week, column) in flows[flow].enumerated() {
                moments[number][week].merge(Moments(column))
                samples[number][week].add(column)
            }
        }
    }

    private static func column(
        _ flow: WeeklyForecast.Flow, _ block: OutcomeBlock, split: Int, lines: Range<Int>, week: Int
    ) -> [Double] {
        let parts: [(WeeklySeries, Double)] =
            switch flow {
            case .orders: [(.orders, 1)]
            case .revenue: [(.revenue, 1)]
            case .spend: [(.spend, 1)]
            case .cash: [(.grossProfit, 1), (.spend, -1)]
            }
        var sum = Array(repeating: 0.0, count: block.count)
        for (series, sign) in parts {
            for line in lines {
                guard let column = block.column(split: split, line: line, series: series, week: week) else { continue }
                for (trial, value) in column.enumerated() { sum[trial] += sign * value }
            }
        }
        return sum
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: WeeklyAccumulator) {
        hiring += other.hiring
        never += other.never
        breakEven.merge(other.breakEven)
        lowestCash.merge(other.lowestCash)
        lowestCashWeek.merge(other.lowestCashWeek)
        for track in moments.indices {
            for week in moments[track].indices {
                moments[track][week].merge(other.moments[track][week])
                samples[track][week].merge(other.samples[track][week])
            }
        }
    }

    /// Counts values in bins from now on, as a run of more trials does.
    mutating func countInBins() {
        for track in samples.indices {
            for week in samples[track].indices { samples[track][week].countInBins() }
        }
        breakEven.countInBins()
        lowestCash.countInBins()
        lowestCashWeek.countInBins()
    }

    var forecast: WeeklyForecast {
        var tracks: [WeeklyForecast.Track: [WeeklyForecast.Week]] = [:]
        for (number, track) in WeeklyForecast.Track.all.enumerated() {
            tracks[track] = zip(moments[number], samples[number]).map { moments, samples in
                WeeklyForecast.Week(
                    mean: moments.estimate ?? Estimate(value: .nan, standardError: .nan),
                    quantiles: samples.summary(worstIsHigh: false).quantiles)
            }
        }
        return WeeklyForecast(
            weeks: weeks, tracks: tracks, breakEven: breakEven.summary(worstIsHigh: true).quantiles,
            neverBreaksEven: Proportion(count: never, trials: hiring),
            lowestCash: lowestCash.summary(worstIsHigh: false).quantiles,
            lowestCashWeek: lowestCashWeek.summary(worstIsHigh: true).quantiles)
    }
}
