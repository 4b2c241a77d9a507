// SPDX-License-Identifier: GPL-3.0-or-later

extension FixedWidthInteger {
    /// The whole number that `value` holds, without what stands behind its point; the nearest one there is where it is too large
    /// or too small, and 0 where it is not a number.
    ///
    /// A figure from a file can be any number, and formulas make infinity of large ones: `Int(_:)` would end the program.
    public init(clamping value: Double) {
        if let whole = Self(exactly: value.rounded(.towardZero)) {
            self = whole
        } else if value.isNaN {
            self = 0
        } else {
            self = value < 0 ? .min : .max
        }
    }
}
