// SPDX-License-Identifier: GPL-3.0-or-later

/// A 64-bit hash of text that is the same on every machine and in every run: FNV-1a, then the finaliser of SplitMix64.
///
/// Streams of random numbers and the checksum of a resolved scenario are keyed by it; it is not a defence against
/// forgery.
public enum StableHash {
    /// The hash of `text`'s UTF-8 bytes.
    public static func hash(_ text: String) -> UInt64 {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            state ^= UInt64(byte)
            state = state &* 0x0000_0100_0000_01b3
        }
        state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
        return state ^ (state >> 31)
    }

    /// The hash as 16 hexadecimal digits.
    public static func hexadecimal(_ text: String) -> String {
        let digits = String(hash(text), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
