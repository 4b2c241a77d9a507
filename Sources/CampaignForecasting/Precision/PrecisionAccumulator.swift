// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is known after some trials of the figures that are to be known exactly; merged in the order of the trials.
struct PrecisionAccumulator: Sendable, Mergeable {
    /// A split, or two whose difference is followed.
    private struct Target: Sendable {
        var split: Int
        var minus: Int?
    }

    /// What is known of one target.
    fileprivate struct Part: Sendable {
        var moments: JointMoments?
        var values: SampleStore
        /// Differences of −∞, which no store of samples takes.
        var lowest = 0
        var met = 0
    }

    private let goal: PrecisionGoal
    private let targets: [Target]
    private var trials = 0
    private var parts: [Part]

    /// Nothing known yet, for a run of `trials` trials.
    init(_ goal: PrecisionGoal, of scenario: Scenario, trials: Int) {
        self.goal = goal
        targets = Self.found(goal, in: scenario)
        parts = targets.map { _ in Part(values: SampleStore(trials: trials)) }
    }

    private static func found(_ goal: PrecisionGoal, in scenario: Scenario) -> [Target] {
        func number(_ name: String) -> Int? { scenario.splits.firstIndex { $0.name == name } }
        switch goal.whose {
        case .everySplit: return scenario.splits.indices.map { Target(split: $0) }
        case .split(let name): return number(name).map { [Target(split: $0)] } ?? []
        case .difference(let name, let other):
            guard let first = number(name), let second = number(other) else { return [] }
            return [Target(split: first, minus: second)]
        }
    }

    /// Takes in a block of trials.
    mutating func add(_ block: OutcomeBlock, of scenario: Scenario) {
        let goal = goal
        add(trials: block.count) { Self.columns(goal, of: $0, block, scenario) }
    }

    /// Takes in trials, of which `columns` gives the values of a metric in a split.
    mutating func add(trials more: Int, _ columns: (_ split: Int) -> (Metric) -> [Double]) {
        trials += more
        for (number, target) in targets.enumerated() {
            parts[number].add(goal, columns(target.split), minus: target.minus.map(columns))
        }
    }

    /// The columns of the metrics that are read of a split.
    private static func columns(
        _ goal: PrecisionGoal, of split: Int, _ block: OutcomeBlock, _ scenario: Scenario
    ) -> (Metric) -> [Double] {
        var metrics = [goal.metric] + GoalCount.metrics([goal.bound].compactMap { $0 })
        if case .ratio(let top, let bottom) = goal.metric.definition { metrics += [top, bottom] }
        let group = ForecastGroups.Group(split: split, lines: ForecastGroups.used(scenario, split))
        let columns = ForecastGroups.columns(of: metrics, block, group)
        return { metric in metrics.firstIndex(of: metric).map { columns[$0] } ?? [] }
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: PrecisionAccumulator) {
        trials += other.trials
        for number in parts.indices { parts[number].merge(other.parts[number]) }
    }

    /// Counts values in bins from now on, as a run of more trials does.
    mutating func countInBins() {
        for number in parts.indices { parts[number].values.countInBins() }
    }
}

extension PrecisionGoal {
    /// The goal whose chance is asked for; nil where another figure is.
    fileprivate var bound: Goal? {
        guard case .chance(let relation, let bound) = statistic else { return nil }
        return Goal(metric: metric, relation: relation, bound: bound)
    }
}

extension PrecisionAccumulator.Part {
    fileprivate mutating func add(
        _ goal: PrecisionGoal, _ first: (Metric) -> [Double], minus second: ((Metric) -> [Double])?
    ) {
        var values: [Double] {
            guard let second else { return first(goal.metric) }
            return zip(first(goal.metric), second(goal.metric)).map { $0 - $1 }
        }
        switch goal.statistic {
        case .mean:
            guard case .ratio(let top, let bottom) = goal.metric.definition else {
                return merge(JointMoments([values]))
            }
            merge(JointMoments([first(top), first(bottom)] + (second.map { [$0(top), $0(bottom)] } ?? [])))
        case .quantile:
            let values = values
            lowest += values.count { $0 == -.infinity }
            self.values.add(lowest > 0 ? values.filter { $0 != -.infinity } : values)
        case .chance:
            guard let bound = goal.bound else { return }
            met += second == nil ? GoalCount.count(bound, first) : values.count { bound.isMet(by: $0) }
        }
    }

    fileprivate mutating func merge(_ other: Self) {
        if let more = other.moments { merge(more) }
        values.merge(other.values)
        lowest += other.lowest
        met += other.met
    }

    private mutating func merge(_ more: JointMoments) {
        if moments == nil { moments = more } else { moments?.merge(more) }
    }
}

// MARK: - How exactly they are known

extension PrecisionAccumulator {
    /// How exactly the figures are known.
    func result(of scenario: Scenario, mostTrials: Int) -> PrecisionResult {
        PrecisionResult(
            goal: goal,
            figures: zip(targets, parts).map { target, part in
                var figure = PrecisionFigure(
                    split: scenario.splits[target.split].name, minus: target.minus.map { scenario.splits[$0].name },
                    value: .nan, low: .nan, high: .nan, wanted: .nan)
                part.judge(&figure, goal, trials: trials)
                figure.finish(goal, trials: trials)
                return figure
            }, trials: trials, mostTrials: mostTrials)
    }
}

extension PrecisionAccumulator.Part {
    /// One trial with so much of the spread leaves the error of a mean in doubt: of normal values in 2,048 trials none has 2 %.
    private static let greatestShare = 0.1

    /// The figure, its interval, and what is to be said of it.
    fileprivate func judge(_ figure: inout PrecisionFigure, _ goal: PrecisionGoal, trials: Int) {
        switch goal.statistic {
        case .mean:
            guard let moments, let mean = Self.mean(moments, goal.metric) else { return }
            figure.set(mean.value, around: StandardNormal.z975 * moments.standardError(slopes: mean.slopes))
            let share = moments.greatestShare
            if share > Self.greatestShare { figure.doubt = .oneTrial(share: share) }
        case .quantile(let probability):
            let below = lowest > 0 ? [Histogram.Rung(value: -.infinity, count: lowest)] : []
            let ladder = RankLadder(below + values.ascending)
            guard ladder.total > 0 else { return }
            let quantile = ladder.quantile(probability)
            (figure.value, figure.low, figure.high) = (quantile.value, quantile.low, quantile.high)
            let between = ladder.rungs.count { figure.low < $0.least && $0.greatest < figure.high }
            if between == 0, figure.high > figure.low { figure.doubt = .jump }
        case .chance:
            let proportion = Proportion(count: met, trials: trials)
            figure.value = proportion.value
            (figure.low, figure.high) = (proportion.interval.lowerBound, proportion.interval.upperBound)
            if met == 0 { figure.doubt = .never }
            if met == trials { figure.doubt = .always }
        }
    }

    /// A mean, a ratio of means or a difference of two, and its slopes along the means that it is made of; nil where one stands over 0.
    private static func mean(_ moments: JointMoments, _ metric: Metric) -> (value: Double, slopes: [Double])? {
        guard moments.count > 0 else { return nil }
        guard case .ratio = metric.definition else { return (moments.means[0], [1]) }
        var value = 0.0
        var slopes: [Double] = []
        for (place, sign) in zip(stride(from: 0, to: moments.means.count, by: 2), [1.0, -1]) {
            let (top, bottom) = (moments.means[place], moments.means[place + 1])
            guard bottom != 0 else { return nil }
            value += sign * top / bottom
            slopes += [sign / bottom, -sign * top / (bottom * bottom)]
        }
        return (value, slopes)
    }
}

extension PrecisionFigure {
    fileprivate mutating func set(_ value: Double, around half: Double) {
        (self.value, low, high) = (value, value - half, value + half)
    }

    /// Says how narrow the interval must be, what stands against it, and how many trials would do.
    fileprivate mutating func finish(_ goal: PrecisionGoal, trials: Int) {
        // Two infinite ends of one sign are no distance apart.
        if value.isNaN { doubt = .undefined } else if value.isInfinite { doubt = .infinite }
        var isShare = false
        switch goal.width {
        case .relative(let share):
            wanted = share * value.magnitude
            isShare = true
        case .absolute(let width): wanted = width
        }
        guard !isReached, value.isFinite else { return }
        if isShare, low <= 0, high >= 0, doubt == nil { doubt = .aroundZero }
        guard doubt == nil || doubt == .aroundZero, halfWidth.isFinite, wanted > 0 else { return }
        let ratio = halfWidth / wanted
        let needed = Double(trials) * ratio * ratio
        if needed < 1e15 { neededTrials = Int(needed.rounded(.up)) }
    }
}
