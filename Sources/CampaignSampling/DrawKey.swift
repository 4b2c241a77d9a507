// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What random numbers of one thing, say of a creator's post, belong to: each use has numbers of its own.
public struct DrawUse: Sendable, Equatable {
    let hash: UInt64

    /// The use of this name.
    public init(_ name: String) { hash = StableHash.hash(name) }
}

/// The key to all random numbers of one thing, say of one creator's post in one trial.
///
/// A number depends on the key and its use only, so that no use, however many numbers it takes, changes another's.
public struct DrawKey: Sendable, BitwiseCopyable {
    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// The uniform number in (0, 1) of a use.
    @inline(__always)
    public func uniform(_ use: DrawUse) -> Double {
        (Double(SplitMix.mixed(bits &+ use.hash) >> 12) + 0.5) * 0x1p-52
    }

    /// The generator of a use, for draws that take more than one number.
    func generator(_ use: DrawUse) -> Xoshiro {
        var state = bits &+ use.hash
        func next() -> UInt64 {
            state = state &+ SplitMix.increment
            return SplitMix.mixed(state)
        }
        return Xoshiro(s0: next(), s1: next(), s2: next(), s3: next() | 1)
    }
}
