// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignDistributions
internal import CampaignModel

/// Numbers in (0, 1) that a fit draws from, found by their place: the same on every machine, with any number of threads, and
/// whatever else is drawn.
public struct DrawSource: Sendable {
    /// What numbers are drawn for; each has points of its own.
    public enum Stage: Int, Sendable, CaseIterable {
        /// The three rounds that improve a law.
        case firstRound, secondRound, thirdRound
        /// The draws of which the law that is kept is worked out.
        case final
        /// The draws of the law that is kept, by which it is checked.
        case check
    }

    private let number: @Sendable (_ stage: Stage, _ draw: Int, _ coordinate: Int) -> Double

    /// Numbers from elsewhere: points of Sobol' with a stage for a set, or named streams.
    public init(_ number: @escaping @Sendable (_ stage: Stage, _ draw: Int, _ coordinate: Int) -> Double) {
        self.number = number
    }

    /// Independent numbers: SplitMix's mixer over seed, stage, draw and coordinate.
    public init(seed: UInt64) {
        self.init { stage, draw, coordinate in
            var state = SplitMix.mixed(seed &+ SplitMix.increment)
            for part in [stage.rawValue, draw, coordinate] {
                state = SplitMix.mixed((state ^ UInt64(part)) &+ SplitMix.increment)
            }
            return (Double(state >> 12) + 0.5) * 0x1p-52
        }
    }

    /// The number at a place.
    public func uniform(_ stage: Stage, _ draw: Int, _ coordinate: Int) -> Double { number(stage, draw, coordinate) }

    /// Standard normal scores of a draw.
    func scores(_ stage: Stage, _ draw: Int, count: Int) -> [Double] {
        (0..<count).map { NormalLaw.quantile(number(stage, draw, $0)) }
    }
}
