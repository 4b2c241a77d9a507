// SPDX-License-Identifier: GPL-3.0-or-later

/// How much work a fit does.
public struct FitSettings: Sendable, Hashable {
    /// The draws of each of the three rounds.
    public var roundDraws: Int
    /// The draws of which the law that is kept is worked out.
    public var finalDraws: Int
    /// The draws of the law that is kept, by which it is checked.
    public var checkDraws: Int

    /// As many draws as simulation-based calibration was passed with.
    public init(roundDraws: Int = 500, finalDraws: Int = 2_000, checkDraws: Int = 1_000) {
        self.roundDraws = roundDraws
        self.finalDraws = finalDraws
        self.checkDraws = checkDraws
    }
}

/// Why no law could be fitted.
public enum FitFailure: Error, Sendable, Hashable {
    /// The data cannot happen where all scores are 0.
    case impossibleAtCentre
    /// No draw has a weight, or the draws that have one do not span the scores.
    case degenerate
}
