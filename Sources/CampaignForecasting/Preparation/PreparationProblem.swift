// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// One reason why a scenario that reads well cannot be simulated.
public enum PreparationProblem: Sendable, Equatable {
    /// Quantities that refer to each other in a ring; the first one stands at the end again.
    case circularReference([QuantityPath])
    /// A quantity that is not there, and the one that refers to it.
    case unknownReference(QuantityPath, in: QuantityPath?)
    /// A law whose parameters no distribution of its family has.
    case noDistributionFits(Distribution, QuantityPath)
    /// A law without a mean, of a key that says how values differ about their mean.
    case noMean(QuantityKey, QuantityPath)
    /// A quantity that is correlated and has no uncertain distribution, or several.
    case notOneDistribution(QuantityPath, count: Int)
    /// A rank correlation beyond the most that the values of two quantities admit.
    case unreachableCorrelation(Correlation, most: Double)
    /// Correlations that cannot hold together; weakened by one factor, as here, they can.
    case impossibleCorrelations(weakened: [Correlation])
    /// Columns of a table that a line takes together although they share no row.
    case noCommonRow(table: String, line: String, QuantityPath?)
    /// An event that changes what a list says of each creator of a line.
    case eventOnListed(QuantityKey, event: String, line: String, QuantityPath?)
    /// Something learnt of a quantity without such an uncertain distribution.
    case notLearnable(QuantityPath)
    /// A key that a line needs and lacks.
    case lineLacks(QuantityKey, line: String)
    /// A key that the scenario needs and lacks.
    case scenarioLacks(QuantityKey)

    /// The quantity at fault; nil where it is the scenario as a whole, or the correlations between quantities.
    public var path: QuantityPath? {
        switch self {
        case .circularReference(let ring): ring.last
        case .unknownReference(_, let path), .noCommonRow(_, _, let path), .eventOnListed(_, _, _, let path): path
        case .noDistributionFits(_, let path), .noMean(_, let path), .notOneDistribution(let path, _),
            .notLearnable(let path):
            path
        case .unreachableCorrelation, .impossibleCorrelations, .lineLacks, .scenarioLacks: nil
        }
    }

    /// Whether it is about the correlations between quantities.
    public var isOfCorrelations: Bool {
        switch self {
        case .unreachableCorrelation, .impossibleCorrelations: true
        case .circularReference, .unknownReference, .noDistributionFits, .noMean, .notOneDistribution, .noCommonRow,
            .eventOnListed, .notLearnable, .lineLacks, .scenarioLacks:
            false
        }
    }

    /// The reason, what is accepted and what to write instead.
    public var message: String {
        switch self {
        case .circularReference(let ring):
            "the quantities refer to each other: \(ring.map(\.inWords).joined(separator: " → "))"
        case .unknownReference(let path, _): "there is no quantity \(path)"
        case .noDistributionFits(let distribution, _): "no distribution of this family fits: \(distribution)"
        case .noMean(let key, _): "\(key.rawValue) says how values differ about their mean, and this law has none"
        case .notOneDistribution(let path, let count):
            "correlate needs a quantity with exactly one uncertain distribution; \(path) has \(count)"
        case .unreachableCorrelation(let pair, let most):
            "\(pair.first) with \(pair.second) cannot reach the rank correlation \(pair.rank): where values are few, "
                + "\(most) is the most there is; write at most that"
        case .impossibleCorrelations(let weakened):
            "these correlations cannot hold together; weakened by one factor they can: "
                + weakened.map { "\($0.first) with \($0.second) \($0.rank)" }.joined(separator: ", ")
        case .noCommonRow(let table, let line, _): "line \(line) takes columns of \(table) that share no row"
        case .eventOnListed(let key, let event, let line, _):
            "the event '\(event)' changes \(key.rawValue) of line \(line), which a list says of each creator; "
                + "change one of them"
        case .notLearnable(let path): "'learned' says something of \(path), which is not uncertain in that way"
        case .lineLacks(let key, let line): "line \(line) lacks \(key.rawValue)"
        case .scenarioLacks(let key): "the scenario lacks \(key.rawValue)"
        }
    }
}
