// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
internal import CampaignReports

/// Why a workbench does not answer.
///
/// What is wrong in a file, at its place, is thrown as `ScenarioErrors`, and an end before the end as `CancellationError`.
public enum WorkbenchError: Error, Sendable, Equatable {
    /// A file with more bytes than are read.
    case size(file: String, bytes: Int, most: Int)
    /// A number of trials that an analysis does not take.
    case trials(Int, of: Analysis, most: Int)
    /// A split that the scenario does not have.
    case noSplit(String, file: String, known: [String])
    /// A metric that the scenario does not report.
    case noMetric(Metric, file: String, known: [Metric])
    /// A search for the best chance to meet goals, where there are none.
    case noGoals(file: String)
    /// A search for the least regret over risks, where there are none.
    case noRisks(file: String)
    /// A comparison of one split.
    case oneSplit(file: String)
    /// A comparison of money in several currencies.
    case currencies([String])
    /// A study that makes no sense.
    case campaign(CampaignError, file: String, currency: String)

    /// The reason, and what to do instead.
    public var message: String {
        switch self {
        case .size(let file, let bytes, let most): "\(file): has \(bytes) bytes; such a file may have \(most)"
        case .trials(let trials, let analysis, let most):
            "\(trials) trials of a \(analysis.rawValue); it takes 1 to \(most)"
        case .noSplit(let name, let file, let known):
            "\(file): has no split '\(name)'; its splits are \(known.joined(separator: ", "))"
        case .noMetric(let metric, let file, let known):
            "\(file): does not report '\(metric.rawValue)'; it reports "
                + known.map(\.rawValue).joined(separator: ", ")
        case .noGoals(let file):
            "\(file): has no goals, and 'chance' is the chance to meet them; add 'goals: [cpa <= 45]'"
        case .noRisks(let file): "\(file): has no risks, and 'regret' is taken over them; add 'risks:'"
        case .oneSplit(let file):
            "\(file): has one split only; a comparison takes two, of this file or of several"
        case .currencies(let codes): "the files are in different currencies: \(codes.joined(separator: ", "))"
        case .campaign(.clash(let constraints), let file, let currency):
            "no split of \(file) keeps these together: \(ConstraintText(currency: currency).list(constraints)); "
                + "loosen one of them"
        case .campaign(let error, let file, _): "\(file): \(error.message)"
        }
    }
}
