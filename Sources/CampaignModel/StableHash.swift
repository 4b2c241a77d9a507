// SPDX-License-Identifier: GPL-3.0-or-later

/// A 64-bit hash of text that is the same on every machine and in every run: FNV-1a, then the mixer of SplitMix64.
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
        return SplitMix.mixed(state)
    }

    /// The hash as 16 hexadecimal digits.
    public static func hexadecimal(_ text: String) -> String {
        let digits = String(hash(text), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
