// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The name of a family of random streams: one stream a trial and replicate.
///
/// The numbers of a stream depend on the seed, this name, the trial and the replicate only: not on threads, block
/// sizes, the order of a file or what else the scenario contains.
public struct StreamName: Sendable, Equatable {
    let hash: UInt64

    /// The streams of a quantity, in one use of it.
    public init(_ path: String, use: String = "") { hash = StableHash.hash(use.isEmpty ? path : path + "#" + use) }

    func counter(trial: Int, replicate: Int, part: UInt32) -> (UInt32, UInt32, UInt32, UInt32) {
        (
            UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32), UInt32(truncatingIfNeeded: trial),
            UInt32(truncatingIfNeeded: replicate) << 1 | part
        )
    }

    /// One standard normal number of trial `trial`, by inversion.
    public func gaussian(seed: UInt64, trial: Int) -> Double {
        NormalLaw.quantile(uniform(seed: seed, trial: trial))
    }

    /// One uniform number in (0, 1) of trial `trial`.
    public func uniform(seed: UInt64, trial: Int) -> Double {
        let words = Philox.words(key: seed, counter: counter(trial: trial, replicate: 0, part: 0))
        let bits = UInt64(words.0) << 32 | UInt64(words.1)
        return (Double(bits >> 12) + 0.5) * 0x1p-52
    }
}
