// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Where a stream of random numbers begins: all that its numbers are a function of, besides their place in it.
///
/// | part | what it is | where it goes |
/// |---|---|---|
/// | seed | of the run | key of Philox 4x32-10, mixed, exclusive or with the name |
/// | name | the quantity and its use, hashed | the same |
/// | trial | the imagined campaign, by purpose (`NoiseKey`) | words 0 and 1 of the counter |
/// | post | the number of a creator's post, 0 for the creator | word 2 |
/// | replicate | which repetition of a layer of chance | bits 1 to 31 of word 3 |
/// | half | the lower or upper 128 bits of what a stream starts from | bit 0 of word 3 |
///
/// A creator is a place in a stream: that in the candidate list of a line. What happens after views is drawn for each post and
/// use from the post's `DrawKey`, itself the number at the creator's place in the stream of keys. So no draw depends on another
/// one, on threads, on the sizes of blocks, on the order of a file, or on what else a scenario contains.
public struct StreamAddress: Sendable, Equatable {
    /// The seed of the run.
    public var seed: UInt64
    /// The quantity and its use.
    public var name: StreamName
    /// The imagined campaign.
    public var trial: Int
    /// The number of a creator's post, from 0.
    public var post: Int
    /// The repetition of the trial's chance, from 0.
    public var replicate: Int

    /// The beginning of a stream.
    public init(seed: UInt64, name: StreamName, trial: Int, post: Int = 0, replicate: Int = 0) {
        self.seed = seed
        self.name = name
        self.trial = trial
        self.post = post
        self.replicate = replicate
    }

    /// 128 random bits; the `upper` ones or the lower ones.
    @inline(__always)
    func words(upper: Bool = false) -> (UInt32, UInt32, UInt32, UInt32) {
        let trial = UInt64(bitPattern: Int64(trial))
        return Philox.words(
            key: SplitMix.mixed(seed &+ SplitMix.increment) ^ name.hash,
            counter: (
                UInt32(truncatingIfNeeded: trial), UInt32(truncatingIfNeeded: trial >> 32),
                UInt32(truncatingIfNeeded: post), UInt32(truncatingIfNeeded: replicate) << 1 | (upper ? 1 : 0)
            ))
    }

    /// The stream's first number alone, uniform in (0, 1).
    public var uniform: Double {
        let words = words()
        let bits = UInt64(words.0) << 32 | UInt64(words.1)
        return (Double(bits >> 12) + 0.5) * 0x1p-52
    }

    /// The generator of the stream's numbers.
    var generator: Xoshiro {
        let (low, high) = (words(), words(upper: true))
        return Xoshiro(
            s0: UInt64(low.0) << 32 | UInt64(low.1), s1: UInt64(low.2) << 32 | UInt64(low.3),
            s2: UInt64(high.0) << 32 | UInt64(high.1), s3: UInt64(high.2) << 32 | UInt64(high.3) | 1)
    }
}
