// SPDX-License-Identifier: GPL-3.0-or-later

/// The generator xoshiro256++, seeded with 256 bits from Philox; one stream of random numbers.
///
/// Source: Blackman, Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4).
struct Xoshiro {
    var s0, s1, s2, s3: UInt64

    /// The next 64 random bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// The next number in the open interval (0, 1), with 52 random bits.
    @inline(__always)
    mutating func nextUniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }
}
