// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of a machine-readable result: rounded to one digit more than is printed, or exact where its error is 0.
public struct StoredNumber: Equatable, Sendable {
    /// The number as text: digits, `infinity`, `-infinity`; nil where it is undefined.
    public let text: String?
    /// Whether the number is finite.
    public let isFinite: Bool

    /// `value` rounded to the second significant digit of its standard error.
    ///
    /// An error of 0 keeps the shortest text that reads back as the same number; an unknown one keeps two significant
    /// digits.
    public init(_ value: Double, error: Double) {
        isFinite = value.isFinite
        if value.isNaN {
            text = nil
        } else if value.isInfinite {
            text = value > 0 ? "infinity" : "-infinity"
        } else if error == 0 {
            text = DecimalNumber(value).literal
        } else {
            let number = DecimalNumber(value)
            let leading = error.isFinite ? DecimalNumber(error).leadingPlace : number.leadingPlace
            text = number.rounded(toPlace: (leading ?? 0) - 1).literal
        }
    }

    /// A number known without error.
    public init(exactly value: Double) { self.init(value, error: 0) }

    /// A standard error or another number of which two significant digits are kept.
    public init(error value: Double) { self.init(value, error: value == 0 ? 0 : value) }

    /// The number in a JSON document: infinity as string, undefined as null.
    public var json: JSONValue {
        guard let text else { return .null }
        return isFinite ? .number(text) : .infinity(text.hasPrefix("-") ? .minus : .plus)
    }

    /// The number in a CSV field: empty where it is undefined, `inf` where it is infinite.
    ///
    /// Polars and Spark read a column with `infinity` in it as text; `inf` is a number to all.
    public var csv: String { isFinite || text == nil ? text ?? "" : Self.infinity(text?.hasPrefix("-") == true) }

    /// Infinity in a CSV field.
    public static func infinity(_ isNegative: Bool) -> String { isNegative ? "-inf" : "inf" }
}
