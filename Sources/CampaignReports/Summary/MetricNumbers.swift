// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// The rounded numbers of one metric's summary, shared by the JSON and the CSV.
public enum MetricNumbers {
    /// The name of a quantile: `p5`, `p50`.
    public static func name(_ probability: Double) -> String {
        "p" + DecimalNumber(probability).shifted(by: 2).literal
    }

    /// A quantile with the name of its row.
    static func row(_ quantile: QuantileEstimate) -> (name: String, number: ReportedNumber) {
        (name(quantile.probability), ReportedNumber(quantile))
    }

    /// The standard error of a standard deviation of normal values, which decides the digits that are kept of it.
    static func error(ofSD sd: Double, trials: Int) -> Double { sd / (2 * Double(Swift.max(1, trials))).squareRoot() }
}
