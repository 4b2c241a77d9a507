// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting

/// What a workbench takes at most.
public enum Limits {
    /// The most bytes of a scenario, or of a table of outcomes.
    public static let scenarioBytes = 1 << 20
    /// The most bytes of a data file or of a library of defaults.
    public static let dataBytes = 20_000_000
    /// The most trials of a forecast.
    public static let trials = 1_000_000_000
    /// The most trials that a precision may cost where nothing else is said.
    public static let preciseTrials = 1_000_000
    /// The most trials of a stress test and of a search in a report, which simulate the campaign again and again.
    public static let reportStressTrials = 2_000, reportSearchTrials = 4_000
    /// The most results that are kept.
    public static let results = 64
}

/// What can be asked of a scenario.
public enum Analysis: String, CaseIterable, Sendable {
    /// What the splits may return.
    case forecast
    /// Which split is better.
    case comparison
    /// Which assumption decides.
    case sensitivity
    /// What becomes of the plan when things go wrong.
    case stress
    /// Which split it should be.
    case optimisation
    /// Which claims hold.
    case claims
    /// Forecasts against outcomes.
    case backtest
    /// Whether what decides between the splits is known well enough.
    case lint
    /// Whether the money of each line hires anybody.
    case pilots
    /// A forecast that is kept.
    case freeze

    /// The most trials that it takes: all but a forecast keep every value.
    public var mostTrials: Int {
        switch self {
        case .forecast, .pilots, .lint: Limits.trials
        case .comparison: Comparer.mostTrials
        case .optimisation: Optimiser.mostTrials
        case .sensitivity, .stress, .claims, .backtest, .freeze: ForecastOptions.mostStudied
        }
    }

    /// Refuses more trials than it takes.
    public func check(trials: Int) throws(WorkbenchError) {
        guard (1...mostTrials).contains(trials) else { throw .trials(trials, of: self, most: mostTrials) }
    }
}

/// A number of trials as people write it: `5000`, `10k`, `2M`.
public struct TrialCount: Sendable, Equatable {
    /// The number.
    public let value: Int

    /// The number of trials that a text says; nil where it is not 1 to a billion.
    public init?(_ text: String) {
        var digits = text[...]
        var factor = 1
        if digits.hasSuffix("k") || digits.hasSuffix("K") { factor = 1_000 }
        if digits.hasSuffix("M") { factor = 1_000_000 }
        if factor > 1 { digits = digits.dropLast() }
        let plain = digits.filter { $0 != "_" }
        guard !plain.isEmpty, plain.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(plain) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow, (1...Limits.trials).contains(product) else { return nil }
        value = product
    }
}
