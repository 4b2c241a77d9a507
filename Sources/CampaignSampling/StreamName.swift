// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The name of a family of random streams, which the quantity and its use make; `StreamAddress` says what else tells streams
/// apart.
public struct StreamName: Sendable, Equatable {
    let hash: UInt64

    /// The streams of a quantity, in one use of it.
    public init(_ path: String, use: String = "") { hash = StableHash.hash(use.isEmpty ? path : path + "#" + use) }

    /// One uniform number in (0, 1) of trial `trial`.
    public func uniform(seed: UInt64, trial: Int) -> Double {
        StreamAddress(seed: seed, name: self, trial: trial).uniform
    }
}
