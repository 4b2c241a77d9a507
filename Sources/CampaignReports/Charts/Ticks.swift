// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// Round values for an axis.
enum Ticks {
    /// About six multiples of 1, 2 or 5 times a power of ten between two values.
    static func even(_ low: Double, _ high: Double) -> [Double] {
        guard high > low else { return [low] }
        let rough = (high - low) / 5
        let power = Double.pow(10, Double.log10(rough).rounded(.down))
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        return first <= last ? stride(from: first, through: last, by: 1).map { $0 * step } : [low, high]
    }

    /// 1, 2 and 5 times powers of ten between two positive values; only powers where these are many.
    static func ratios(_ low: Double, _ high: Double) -> [Double] {
        guard low > 0, low <= high, high.isFinite else { return [] }
        let powers = Int(clamping: Double.log10(low).rounded(.down))...Int(clamping: Double.log10(high).rounded(.up))
        let all = powers.flatMap { power in [1.0, 2, 5].map { $0 * Double.pow(10, Double(power)) } }
        let within = all.filter { $0 >= low && $0 <= high }
        guard within.count > 8 else { return within }
        return powers.map { Double.pow(10, Double($0)) }.filter { $0 >= low && $0 <= high }
    }

    /// The value that stands at a share of the way between two positive values on an axis of ratios.
    static func between(_ low: Double, _ high: Double, _ share: Double) -> Double {
        low * Double.pow(high / low, share)
    }
}

extension String {
    /// The name as part of a file's name.
    var hyphenated: String { replacing("_", with: "-") }

    /// The text with a capital first letter.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
