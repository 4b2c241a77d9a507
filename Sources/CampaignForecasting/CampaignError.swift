// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Why a campaign cannot be simulated, or a study of it makes no sense.
public enum CampaignError: Error, Sendable, Equatable {
    /// Every reason why a scenario that reads well cannot be simulated.
    case unprepared([PreparationProblem])
    /// A study of what is uncertain, where nothing is.
    case nothingUncertain
    /// Sets of assumptions, asked of a method that sees each by itself.
    case setsNeedSobol
    /// A set of assumptions that holds none.
    case emptySet(String)
    /// An assumption in two sets.
    case sharedBySets(assumption: String, String, String)
    /// Correlated assumptions of which only some are in a set.
    case correlatedApart([QuantityPath])
    /// A shock that neither the file nor Tiercast knows.
    case unknownShock(String, known: [String])
    /// A check of claims, where none is made.
    case noClaims
    /// A smallest set of constraints that no split keeps together.
    case clash([Constraint])

    /// The reason, and what to do instead.
    public var message: String {
        switch self {
        case .unprepared(let problems): problems.map(\.message).joined(separator: "; ")
        case .nothingUncertain:
            "nothing in this scenario is uncertain: write what is not known as an interval, such as 2% to 4%"
        case .setsNeedSobol: "sets of assumptions are for the method sobol"
        case .emptySet(let name): "the set '\(name)' holds no uncertain quantity and no event"
        case .sharedBySets(let assumption, let one, let other):
            "\(assumption) is in the sets '\(one)' and '\(other)'; keep it in one"
        case .correlatedApart(let paths):
            "\(paths.map(\.text).joined(separator: ", ")) are correlated and must be in one set together"
        case .unknownShock(let name, let known):
            "there is no shock '\(name)'; known are \(known.joined(separator: ", "))"
        case .noClaims: "makes no claim; write one, such as 'claims: {cpa40: cpa.small / cpa.macro = 0.60}'"
        case .clash(let constraints): "no split keeps \(constraints.count) constraints together; loosen one of them"
        }
    }
}
