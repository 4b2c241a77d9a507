// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignDistributions
internal import RealModule

/// A law's quantiles over standard normal scores −7…7, tabulated at steps of 1/64 and joined by cubics.
///
/// Positive laws are tabulated in logarithms. Relative error under 10⁻⁵ for smooth laws; beyond ±7 (probability
/// 1.3 · 10⁻¹²) the end values stand.
public struct QuantileTable: Sendable {
    private static let span = 7.0
    private static let stepsPerUnit = 64.0
    private let knots: [Double]
    private let isLogarithmic: Bool

    /// Tabulates `law`; nil where a quantile cannot be computed.
    package init?(_ law: any DistributionLaw) {
        let count = Int(2 * Self.span * Self.stepsPerUnit) + 1
        let values = (0..<count).map { law.quantile(score: Double($0) / Self.stepsPerUnit - Self.span) }
        guard values.allSatisfy(\.isFinite) else { return nil }
        isLogarithmic = values.allSatisfy { $0 > 1e-300 }
        knots = isLogarithmic ? values.map { Double.log($0) } : values
    }

    /// The value at score `z`.
    public func value(score z: Double) -> Double {
        let position = Swift.min(Swift.max((z + Self.span) * Self.stepsPerUnit, 0), Double(knots.count - 1))
        let index = Swift.min(Int(position), knots.count - 2)
        let t = position - Double(index)
        let (left, right) = (knots[index], knots[index + 1])
        let leftSlope = index > 0 ? (right - knots[index - 1]) / 2 : right - left
        let rightSlope = index + 2 < knots.count ? (knots[index + 2] - left) / 2 : right - left
        let rise = right - left
        let value =
            left + t
            * (leftSlope + t * (3 * rise - 2 * leftSlope - rightSlope + t * (leftSlope + rightSlope - 2 * rise)))
        return isLogarithmic ? Double.exp(value) : value
    }
}
