// SPDX-License-Identifier: GPL-3.0-or-later

/// A 64-bit hash of text or bytes that is the same on every machine and in every run: FNV-1a, then the mixer of SplitMix64.
///
/// Streams of random numbers are keyed by it, and it is the checksum of resolved scenarios and of files; it is not a defence
/// against forgery. No two texts of one length that differ in one byte have the same hash.
public enum StableHash {
    /// The hash of `text`'s UTF-8 bytes.
    public static func hash(_ text: String) -> UInt64 { hash(of: text.utf8) }

    /// The hash of bytes.
    public static func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { hash(of: $0) } }

    /// The hash of a text as 16 hexadecimal digits.
    public static func hexadecimal(_ text: String) -> String { hexadecimal(hash(text)) }

    /// The hash of bytes as 16 hexadecimal digits.
    public static func hexadecimal(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    private static func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes {
            state ^= UInt64(byte)
            state = state &* 0x0000_0100_0000_01b3
        }
        return SplitMix.mixed(state)
    }

    private static func hexadecimal(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
