// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The name of a family of random streams: one stream a trial, replicate and number.
///
/// The numbers of a stream depend on the seed, this name, the trial, the replicate and the stream's number only: not on
/// threads, block sizes, the order of a file or what else the scenario contains.
public struct StreamName: Sendable, Equatable {
    let hash: UInt64

    /// The streams of a quantity, in one use of it.
    public init(_ path: String, use: String = "") { hash = StableHash.hash(use.isEmpty ? path : path + "#" + use) }

    /// 128 random bits; `part` tells the words of one stream apart.
    ///
    /// The seed, well mixed, and the name make Philox's key; the trial takes 64 bits of its counter, the number 32.
    func words(
        seed: UInt64, trial: Int, number: Int = 0, replicate: Int = 0, part: UInt32 = 0
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        let trial = UInt64(bitPattern: Int64(trial))
        return Philox.words(
            key: SplitMix.mixed(seed &+ SplitMix.increment) ^ hash,
            counter: (
                UInt32(truncatingIfNeeded: trial), UInt32(truncatingIfNeeded: trial >> 32),
                UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: replicate) << 1 | part
            ))
    }

    /// One standard normal number of trial `trial`, by inversion.
    public func gaussian(seed: UInt64, trial: Int) -> Double {
        NormalLaw.quantile(uniform(seed: seed, trial: trial))
    }

    /// One uniform number in (0, 1) of trial `trial`.
    public func uniform(seed: UInt64, trial: Int) -> Double {
        let words = words(seed: seed, trial: trial)
        let bits = UInt64(words.0) << 32 | UInt64(words.1)
        return (Double(bits >> 12) + 0.5) * 0x1p-52
    }
}
