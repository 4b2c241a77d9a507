// SPDX-License-Identifier: GPL-3.0-or-later

/// The generator SplitMix64: a counter and a mixer that makes 64 bits of it that look like chance.
///
/// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA '14.
public enum SplitMix {
    /// The increment of the state: the golden ratio's bits.
    public static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// The output for a state.
    @inlinable
    @inline(__always)
    public static func mixed(_ state: UInt64) -> UInt64 {
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
