// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// Text for one number, with no digit finer than its Monte Carlo error supports.
///
/// The number is rounded at the place of the first significant digit of its standard error: 1,834.2 with the error 31
/// prints as 1,830. An error of 0 means that the number is known, and it prints as it is: money to the cent. Where the
/// error is unknown one significant digit is left.
public struct Figure: Sendable, Equatable {
    /// The number; +∞ prints as `∞`, NaN as `n/a`.
    public var value: Double
    /// Its standard error; 0 where it is exact, NaN or infinite where it is unknown.
    public var error: Double
    /// Whether its first digit is printed however large its error is: a quantile lies between two values that occurred, and one of
    /// −100 % is no 0 %. Where its interval reaches further beyond it than 0 on either side, 0 is as good as it.
    private var keepsFirstDigit = false

    /// A number with its standard error.
    public init(_ value: Double, error: Double) {
        self.value = value
        self.error = error
    }

    /// A number known without error.
    public init(exactly value: Double) { self.init(value, error: 0) }

    /// What stands for a value that does not exist.
    public static let undefined = "n/a"
}

// MARK: - From estimates

extension Figure {
    /// An estimate with its standard error.
    public init(_ estimate: Estimate) { self.init(estimate.value, error: estimate.standardError) }

    /// A quantile, whose error is the width of its 95 % interval over 2·1.96.
    ///
    /// Where the upper end is infinite the lower half of the interval stands for both.
    public init(_ quantile: QuantileEstimate) {
        self.init(quantile.value, error: quantile.standardError)
        keepsFirstDigit =
            quantile.value.magnitude > Swift.min(quantile.value - quantile.low, quantile.high - quantile.value)
            || !(quantile.low < 0 && quantile.high > 0)
    }

    /// A share of trials, whose error is the width of Wilson's interval over 2·1.96.
    public init(_ proportion: Proportion) {
        let interval = proportion.interval
        self.init(
            proportion.value, error: (interval.upperBound - interval.lowerBound) / (2 * StandardNormal.z975))
    }
}

extension QuantileEstimate {
    /// The standard error that the confidence interval implies; NaN where an infinite end leaves nothing to judge by.
    var standardError: Double {
        if low.isFinite, high.isFinite { return (high - low) / (2 * StandardNormal.z975) }
        if low.isFinite, low < value, value.isFinite { return (value - low) / StandardNormal.z975 }
        return .nan
    }
}

// MARK: - Text

extension Figure {
    /// What a number counts, which decides its sign, unit and finest digit.
    public enum Style: Sendable, Equatable {
        /// Things: at most two decimals.
        case count
        /// Money: at most cents.
        case money(Currency)
        /// A ratio as percentage, at most one decimal; two where it is exact.
        case percent
        /// A difference of two percentages in percentage points, with the digits of a percentage.
        case points
        /// A ratio as it is, at most three decimals.
        case factor
    }

    /// The number as a planner reads it: `1,830`, `$45.2`, `−34%`, `∞`, `n/a`.
    ///
    /// - Parameters:
    ///   - style: what the number counts.
    ///   - digits: the most significant digits wanted of a number that is not exact, even where its error supports more;
    ///     percentages are then whole.
    public func text(_ style: Style, digits: Int? = nil) -> String {
        text(style, place: place(style, digits: digits), isExact: error == 0)
    }

    /// The power of ten at which the number is rounded.
    func place(_ style: Style, digits: Int?) -> Int {
        guard value.isFinite else { return .min / 2 }
        let number = DecimalNumber(value)
        var place = Swift.max(supportedPlace(number), style.finestPlace(isExact: error == 0))
        if let digits, error != 0 {
            place = Swift.max(place, (number.leadingPlace ?? 0) - digits + 1)
            if style == .percent || style == .points { place = Swift.max(place, -2) }
        }
        return place
    }

    /// The number rounded at a power of ten; one that is not exact shows all digits down to it.
    func text(_ style: Style, place: Int, isExact: Bool) -> String {
        if value.isNaN { return Self.undefined }
        if value.isInfinite { return value > 0 ? "∞" : "−∞" }
        let rounded = DecimalNumber(value).rounded(toPlace: place)
        let sign = rounded.isNegative ? "−" : ""
        let decimals = isExact ? 0 : Swift.max(0, -place)
        switch style {
        case .count: return sign + rounded.magnitude(decimals: isWhole ? 0 : decimals, separator: ",")
        case .factor: return sign + rounded.magnitude(decimals: decimals, separator: ",")
        case .percent:
            return sign + rounded.shifted(by: 2).magnitude(decimals: Swift.max(0, decimals - 2), separator: ",") + "%"
        case .points:
            return sign + rounded.shifted(by: 2).magnitude(decimals: Swift.max(0, decimals - 2), separator: ",")
                + " pts"
        case .money(let currency):
            // An exact amount is whole or has both digits of its cents.
            let cents = isExact && !isWhole ? 2 : decimals
            return sign + currency.prefix + rounded.magnitude(decimals: cents, separator: ",")
        }
    }

    private var isWhole: Bool { value == value.rounded() }

    private func supportedPlace(_ number: DecimalNumber) -> Int {
        if error == 0 { return .min / 2 }
        guard error.isFinite, let place = DecimalNumber(error).leadingPlace else { return number.leadingPlace ?? 0 }
        return keepsFirstDigit ? Swift.min(place, number.leadingPlace ?? place) : place
    }
}

extension Figure.Style {
    fileprivate func finestPlace(isExact: Bool) -> Int {
        switch self {
        case .count, .money: -2
        case .percent, .points: isExact ? -4 : -3
        case .factor: -3
        }
    }

    /// How differences of values are printed that are printed in this style.
    var ofDifferences: Figure.Style { self == .percent ? .points : self }

    /// How values of a metric are printed; return on investment as percentage, return per unit of money as it is.
    public init(_ metric: Metric, currency: Currency) {
        switch metric.unit {
        case .count: self = .count
        case .money: self = .money(currency)
        case .ratio: self = .factor
        case .share: self = .percent
        }
    }
}

// MARK: - Shares of trials

extension Figure {
    /// A share of trials as percentage; what happened at least once is never printed as 0 %, and what failed at least
    /// once never as 100 %.
    public static func chance(_ proportion: Proportion) -> String {
        if proportion.trials == 0 { return undefined }
        if proportion.count == 0 { return "0%" }
        if proportion.count == proportion.trials { return "100%" }
        let error = Figure(proportion).error
        let finest = error < 0.01 ? 0.001 : error < 0.1 ? 0.01 : 0.1
        if proportion.value < finest / 2 { return "<" + Figure(exactly: finest).text(.percent) }
        if proportion.value > 1 - finest / 2 { return ">" + Figure(exactly: 1 - finest).text(.percent) }
        return Figure(proportion).text(.percent)
    }
}
