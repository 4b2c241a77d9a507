// SPDX-License-Identifier: GPL-3.0-or-later

/// How often a return was reached, as somebody states it of real campaigns.
public struct StatedChance: Sendable, Equatable {
    /// The return, as revenue over cost.
    public var threshold: Double
    /// Whether the chance is that of returns above the threshold, or below it.
    public var isAbove: Bool
    /// Whether the threshold itself counts.
    public var isInclusive: Bool
    /// The chance as it is stated, 0…1.
    public var probability: Double

    /// A chance as it is stated.
    public init(threshold: Double, isAbove: Bool, isInclusive: Bool, probability: Double) {
        self.threshold = threshold
        self.isAbove = isAbove
        self.isInclusive = isInclusive
        self.probability = probability
    }

    /// Whether a return counts.
    public func holds(_ value: Double) -> Bool {
        if value == threshold { return isInclusive }
        return isAbove ? value > threshold : value < threshold
    }
}
