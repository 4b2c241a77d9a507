// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The share of a variance that an input explains, with its 95 % interval.
public struct VarianceShare: Sendable, Equatable {
    /// The estimate without bias, which sampling noise may carry out of 0…1.
    public var value: Double
    /// Its standard error.
    public var standardError: Double
    /// The half width of its 95 % interval in standard errors.
    var quantile = StandardNormal.z975

    /// The estimate, held to 0…1: what is reported.
    public var held: Double { Self.held(value) }
    /// The lower end of the 95 % interval, held to 0…1.
    public var low: Double { Self.held(value - quantile * standardError) }
    /// The upper end of the 95 % interval, held to 0…1.
    public var high: Double { Self.held(value + quantile * standardError) }

    private static func held(_ value: Double) -> Double { min(1, max(0, value)) }
}

extension VarianceShare {
    /// The mean of `parts` over that of `wholes`, row by row what is explained and what there is, with the delta method's error;
    /// nil where there is nothing.
    init?(of parts: [Double], in wholes: [Double]) {
        let whole = Moments(wholes).mean
        guard whole > 0 else { return nil }
        let share = Moments(parts).mean / whole
        let influence = zip(parts, wholes).map { ($0 - share * $1) / whole }
        self.init(value: share, standardError: (Moments(influence).sd ?? 0) / Double(parts.count).squareRoot())
    }
}
