// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
public import CampaignModel
internal import CampaignText

/// A number of a result with what is known of its error, not rounded.
public struct ReportedNumber: Sendable {
    /// The number.
    public let value: Double
    /// Its Monte Carlo error; nil where it is not estimated.
    public let standardError: Double?
    /// Its 95 % interval, of quantiles and shares of trials.
    public let interval: (low: Double, high: Double)?
    /// The error that decides the digits kept.
    private let digits: Double

    private init(_ value: Double, standardError: Double?, digits: Double, interval: (low: Double, high: Double)? = nil)
    {
        self.value = value
        self.standardError = standardError
        self.interval = interval
        self.digits = digits
    }

    /// A number known without error.
    init(exactly value: Double) { self.init(value, standardError: 0, digits: 0) }

    /// A number whose own error is not estimated, with the digits that another one leaves.
    init(_ value: Double, digitsOf error: Double) { self.init(value, standardError: nil, digits: error) }

    /// An estimate.
    init(_ estimate: Estimate) {
        self.init(estimate.value, standardError: estimate.standardError, digits: estimate.standardError)
    }

    /// A value with the ends of an interval, all with the digits that `error` supports.
    init(_ value: Double, low: Double, high: Double, error: Double) {
        self.init(value, standardError: error, digits: error, interval: (low, high))
    }

    /// A quantile, whose error its interval implies.
    public init(_ quantile: QuantileEstimate) {
        self.init(quantile.value, low: quantile.low, high: quantile.high, error: quantile.standardError)
    }

    /// A share of trials, whose error Wilson's interval implies.
    public init(_ proportion: Proportion) {
        let interval = proportion.interval
        self.init(
            proportion.value, low: interval.lowerBound, high: interval.upperBound, error: Figure(proportion).error)
    }
}

extension ReportedNumber {
    /// The number with the digits that are kept.
    var stored: StoredNumber { StoredNumber(value, error: digits) }
    /// Its error, with two digits.
    var storedError: StoredNumber? { standardError.map { StoredNumber(error: $0) } }
    /// The lower end of its interval.
    var storedLow: StoredNumber? { interval.map { StoredNumber($0.low, error: digits) } }
    /// The upper end of its interval.
    var storedHigh: StoredNumber? { interval.map { StoredNumber($0.high, error: digits) } }
}
