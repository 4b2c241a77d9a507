// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Why a scenario that reads well cannot be simulated.
public struct PreparationErrors: Error, Sendable, Equatable {
    /// Every reason found.
    public var problems: [PreparationProblem]
}

/// One reason why a scenario cannot be simulated.
public struct PreparationProblem: Sendable, Equatable {
    /// The quantity at fault; nil where it is the scenario as a whole.
    public var path: QuantityPath?
    /// Whether it is about the correlations between quantities, of which `path` is one.
    public var isOfCorrelations = false
    /// The reason, what is accepted and what to write instead.
    public var message: String
}
