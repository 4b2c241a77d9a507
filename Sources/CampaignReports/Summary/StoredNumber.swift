// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A number of a machine-readable result: rounded to one digit more than is printed, or exact where its error is 0.
struct StoredNumber: Equatable {
    /// The number as text: digits, `infinity`, `-infinity`; nil where it is undefined.
    let text: String?
    /// Whether the number is finite.
    let isFinite: Bool

    /// `value` rounded to the second significant digit of its standard error.
    ///
    /// An error of 0 keeps the shortest text that reads back as the same number; an unknown one keeps two significant
    /// digits.
    init(_ value: Double, error: Double) {
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
    init(exactly value: Double) { self.init(value, error: 0) }

    /// A standard error or another number of which two significant digits are kept.
    init(error value: Double) { self.init(value, error: value == 0 ? 0 : value) }

    /// The number in a JSON document: infinity as string, undefined as null.
    var json: JSONValue {
        guard let text else { return .null }
        return isFinite ? .number(text) : .infinity(text.hasPrefix("-") ? .minus : .plus)
    }

    /// The number in a CSV field: empty where it is undefined, `inf` where it is infinite.
    ///
    /// Polars and Spark read a column with `infinity` in it as text; `inf` is a number to all.
    var csv: String { isFinite || text == nil ? text ?? "" : Self.infinity(text?.hasPrefix("-") == true) }

    /// Infinity in a CSV field.
    static func infinity(_ isNegative: Bool) -> String { isNegative ? "-inf" : "inf" }
}

// MARK: - Metric summaries

extension MetricNumbers {
    /// The standard error of a standard deviation of normal values, which decides the digits that are kept of it.
    static func error(ofSD sd: Double, trials: Int) -> Double { sd / (2 * Double(Swift.max(1, trials))).squareRoot() }
}

/// The rounded numbers of one metric's summary, shared by the JSON and the CSV.
public enum MetricNumbers {
    /// The name of a quantile: `p5`, `p50`.
    public static func name(_ probability: Double) -> String {
        "p" + DecimalNumber(probability).shifted(by: 2).literal
    }
}
