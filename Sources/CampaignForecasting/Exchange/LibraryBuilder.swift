// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling
internal import Synchronization

/// Takes the trials of a run and makes a library of distributions of them.
public final class LibraryBuilder: Sendable {
    /// The metrics of which every split has a distribution.
    public static let metrics: [Metric] = [.conversions, .cost, .cpa, .roi, .profit, .revenue]
    /// The least trials from which distributions are fitted.
    public static let leastTrials = 100
    /// The distance from which on other bounds are tried than those that the meaning of a metric suggests.
    static let close = 0.05
    /// The most of the trials that may be without a finite value.
    static let mostWithoutValue = 0.05
    /// The quantiles to which a metalog is fitted, and the equally likely values that stand for the law of an assumption.
    static let fitted = 1_000, equallyLikely = 4_096

    private let campaign: PreparedCampaign
    private let study: CampaignStudy
    private let options: ForecastOptions
    private let table = Mutex(SampleTable<SplitColumn>([]))

    /// A builder for a run with these options.
    public init(campaign: PreparedCampaign, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
        study = CampaignStudy(
            campaign: campaign, metrics: Self.metrics, options: options)
    }

    /// Takes in the next block of trials.
    public func append(_ block: OutcomeBlock) {
        let rows = study.read(block)
        table.withLock { $0.merge(rows) }
    }

    /// The library of the trials so far.
    public func library() -> DistributionLibrary {
        let table = table.withLock { $0 }
        let trials = table.rowCount
        var draft = Draft(fitter: MetalogFitter(count: min(trials, Self.fitted)))
        let scores = campaign.program.scores(trials: 0..<trials, noise: options.noise)
        let uncertain = campaign.assumptions.filter(\.isUncertain)
        for (assumption, column) in zip(uncertain, scores.leaves) { draft.add(assumption, scores: column) }
        for split in campaign.scenario.splits.indices {
            for metric in Self.metrics {
                draft.add(metric, split: split, table[study.columns.column(metric, split)])
            }
        }
        draft.omissions += campaign.scenario.risks.map {
            .init(content: .event(name: $0.name), reason: "it strikes or does not, and a metalog has no jumps")
        }
        let (correlations, factor) = draft.correlations()
        return DistributionLibrary(
            members: draft.members, constants: draft.constants, omissions: draft.omissions, correlations: correlations,
            correlationFactor: factor,
            provenance: ForecastProvenance(options, trials: trials), subject: campaign.subject)
    }
}

// MARK: - Members one by one

/// A library while it is put together.
private struct Draft {
    let fitter: MetalogFitter?
    var members: [DistributionLibrary.Member] = []
    var constants: [DistributionLibrary.Constant] = []
    var omissions: [DistributionLibrary.Omission] = []
    /// For each member the normal scores of its trials, their mean 0 and the sum of their squares 1.
    var scores: [[Double]] = []

    /// Adds an assumption by its law; its trials say only how it goes together with others.
    mutating func add(_ assumption: Assumption, scores column: [Double]) {
        let count = LibraryBuilder.equallyLikely
        let sorted = (0..<count).map {
            assumption.value(at: NormalLaw.quantile((Double($0) + 0.5) / Double(count)))
        }
        let isPositive = (sorted.first ?? 0) > 0
        let bounds: Metalog.Bounds =
            assumption.isShare && isPositive && (sorted.last ?? 1) < 1 ? .both(0, 1) : isPositive ? .lower(0) : .none
        // A law with jumps gives many scores one value, and so one rank.
        let values = column.map { assumption.value(at: $0) }
        add(.assumption(label: assumption.label), sorted: sorted, trials: values, bounds: bounds)
    }

    /// Adds a metric of a split by its trials.
    mutating func add(_ metric: Metric, split: Int, _ column: [Double]) {
        let content = DistributionLibrary.Content.metric(metric, split: split)
        let sorted = column.filter(\.isFinite).sorted()
        let share = 1 - Double(sorted.count) / Double(max(column.count, 1))
        guard share <= LibraryBuilder.mostWithoutValue else {
            let most = Int(clamping: LibraryBuilder.mostWithoutValue * 100)
            let reason = "it is infinite or undefined in more than \(most) % of the trials"
            omissions.append(.init(content: content, reason: reason))
            return
        }
        add(content, sorted: sorted, trials: column, bounds: Self.bounds(metric, sorted))
    }

    /// Where a metric's values may lie: above its natural end where all do, else a tenth of the range of four in five values
    /// below the least, so that what lies on the end has a place.
    private static func bounds(_ metric: Metric, _ sorted: [Double]) -> Metalog.Bounds {
        guard metric != .profit, let least = sorted.first else { return .none }
        let end = metric == .roi ? -1.0 : 0
        return least > end ? .lower(end) : belowLeast(sorted)
    }

    private mutating func add(
        _ content: DistributionLibrary.Content, sorted: [Double], trials: [Double], bounds: Metalog.Bounds
    ) {
        guard let least = sorted.first, let greatest = sorted.last, least < greatest else {
            if let value = sorted.first { constants.append(.init(content: content, value: value)) }
            return
        }
        guard let fit = fit(sorted, bounds), let own = Self.standardScores(trials) else {
            omissions.append(.init(content: content, reason: "no metalog of 3 to 16 terms fits its values"))
            return
        }
        let moments = Moments(sorted)
        let count = Double(trials.count)
        var member = DistributionLibrary.Member(
            content: content, lowerBound: nil, upperBound: nil, coefficients: fit.law.coefficients,
            misfit: fit.distance, fitMean: fit.law.mean, density: fit.law.densities(count: 25),
            values: .init(
                count: sorted.count, mean: moments.mean, sd: moments.sd ?? 0, least: least, greatest: greatest,
                quantiles: DistributionLibrary.Described.probabilities.map {
                    MetalogFitter.quantile($0, of: sorted)
                }),
            infinite: Double(trials.count(where: \.isInfinite)) / count,
            undefined: Double(trials.count(where: \.isNaN)) / count)
        switch fit.law.bounds {
        case .none: break
        case .lower(let lower): member.lowerBound = lower
        case .both(let lower, let upper): (member.lowerBound, member.upperBound) = (lower, upper)
        }
        members.append(member)
        scores.append(own)
    }

    /// The fit within these bounds where it is close, else the closest one within them, without any, or above a tenth of the
    /// range below the least value.
    private func fit(_ sorted: [Double], _ bounds: Metalog.Bounds) -> MetalogFitter.Fit? {
        if let fit = fitter?.closest(to: sorted, bounds: bounds), fit.distance <= LibraryBuilder.close { return fit }
        return [bounds, .none, Self.belowLeast(sorted)].compactMap { fitter?.closest(to: sorted, bounds: $0) }
            .min { $0.distance < $1.distance }
    }

    /// A tenth of the range of four in five values below the least.
    private static func belowLeast(_ sorted: [Double]) -> Metalog.Bounds {
        let range = MetalogFitter.quantile(0.9, of: sorted) - MetalogFitter.quantile(0.1, of: sorted)
        return range > 0 ? .lower((sorted.first ?? 0) - range / 10) : .none
    }

    /// The normal scores of the values' ranks, their mean 0 and the sum of their squares 1; an undefined value stands in the
    /// middle. Nil where all values are the same.
    private static func standardScores(_ column: [Double]) -> [Double]? {
        let ranks = Ranks.of(column)
        let count = Double(ranks.count { !$0.isNaN })
        let scores = ranks.map { $0.isNaN ? .nan : NormalLaw.quantile($0 / count) }
        let moments = Moments(scores)
        guard moments.squares > 0 else { return nil }
        let length = moments.squares.squareRoot()
        return scores.map { $0.isNaN ? 0 : ($0 - moments.mean) / length }
    }

    // MARK: - Together

    /// The correlations of the members' scores, and by what all had to be multiplied to be positive definite.
    func correlations() -> (matrix: [[Double]], factor: Double) {
        var matrix = CorrelationMatrix(count: members.count)
        for row in scores.indices {
            for column in 0..<row { matrix[row, column] = Self.product(scores[row], scores[column]) }
        }
        let sound = matrix.choleskyFactor() == nil ? matrix.shrunkToPositiveDefinite() : matrix
        let pairs = scores.indices.flatMap { row in (0..<row).map { (row, $0) } }
        let strongest = pairs.max { abs(matrix[$0.0, $0.1]) < abs(matrix[$1.0, $1.1]) }
        let factor = strongest.map { sound[$0.0, $0.1] / matrix[$0.0, $0.1] } ?? 1
        return (scores.indices.map { row in scores.indices.map { sound[row, $0] } }, factor.isNaN ? 1 : factor)
    }

    private static func product(_ one: [Double], _ other: [Double]) -> Double {
        one.withUnsafeBufferPointer { one in
            other.withUnsafeBufferPointer { other in
                var sum = 0.0
                for row in one.indices { sum += one[row] * other[row] }
                return max(-1, min(1, sum))
            }
        }
    }
}
