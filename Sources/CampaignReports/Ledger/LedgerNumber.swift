// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A number of the ledger with what is open about it.
struct LedgerNumber: Equatable {
    let value: Double
    /// Its standard error, where it was counted from draws; 0 where it is exact.
    let error: Double
    /// Whether it is stated as it is, not the quantile of a law.
    let isStated: Bool

    /// Three significant digits, fewer where the error is larger; what is exact keeps all digits before the point.
    var shown: DecimalNumber {
        if error > 0 { return DecimalNumber(value, error: error) }
        let decimal = DecimalNumber(value)
        return decimal.rounded(toPlace: Swift.min((decimal.leadingPlace ?? 0) - 2, 0))
    }

    /// For machines: one digit more than the error supports, six of the quantile of a law, all of what is stated.
    var stored: StoredNumber {
        if error > 0 { return StoredNumber(value, error: error) }
        // The second digit of its error is the last that is kept.
        return isStated ? StoredNumber(exactly: value) : StoredNumber(value, error: value.magnitude * 1e-4)
    }
}

extension AssumptionLedger.Entry {
    private var isKnown: Bool { uncertainty == nil }

    private func counted(_ probability: Double) -> Double {
        counted.first { $0.probability == probability }?.standardError ?? 0
    }

    /// The median.
    var middle: LedgerNumber { LedgerNumber(value: median, error: counted(0.5), isStated: isKnown) }

    /// The ends of what nobody knows.
    var uncertain: (low: LedgerNumber, high: LedgerNumber)? {
        uncertainty.map { range in
            (
                LedgerNumber(value: range.lowerBound, error: counted(0.05), isStated: false),
                LedgerNumber(value: range.upperBound, error: counted(0.95), isStated: false)
            )
        }
    }

    /// The ends of what differs, which lie as surely as the median that they stand about.
    var varies: (low: LedgerNumber, high: LedgerNumber)? {
        variability.map { range in
            func end(_ value: Double) -> LedgerNumber {
                let isAboutMedian = if case .scattered = quantity.law { median != 0 } else { false }
                let error = isAboutMedian ? counted(0.5) * (value / median).magnitude : 0
                return LedgerNumber(value: value, error: error, isStated: false)
            }
            return (end(range.lowerBound), end(range.upperBound))
        }
    }
}

// MARK: - Text

extension LedgerTable {
    /// What a quantity counts: a currency, a share, days; nil of a plain factor and of what has a name of the file's own.
    func unit(_ entry: AssumptionLedger.Entry) -> String? {
        if entry.isShare { return QuantityKey.Unit.share.rawValue }
        switch entry.key?.unit {
        case .money: return currency.code
        case .factor, .share, nil: return nil
        case let unit?: return unit.rawValue
        }
    }

    /// The median with its unit.
    func median(_ entry: AssumptionLedger.Entry) -> String {
        let text = text(entry.middle, entry)
        switch entry.key?.unit {
        case .money, .factor, .share, nil: return text
        case let unit?: return entry.isShare ? text : "\(text) \(text == "1" ? unit.ofOne : unit.rawValue)"
        }
    }

    /// What nobody knows.
    func uncertainty(_ entry: AssumptionLedger.Entry) -> String { range(entry.uncertain, entry) }

    /// What differs.
    func variability(_ entry: AssumptionLedger.Entry) -> String { range(entry.varies, entry) }

    private func range(_ ends: (low: LedgerNumber, high: LedgerNumber)?, _ entry: AssumptionLedger.Entry) -> String {
        ends.map { "\(text($0.low, entry)) – \(text($0.high, entry))" } ?? ""
    }

    private func text(_ number: LedgerNumber, _ entry: AssumptionLedger.Entry) -> String {
        let isMoney = entry.key?.unit == .money
        // A stated amount is whole or has both digits of its cents.
        if isMoney, number.isStated, number.value == 0 || number.value >= 0.01 {
            return Figure(exactly: number.value).text(.money(currency))
        }
        let shown = number.shown
        let sign = shown.isNegative ? "−" : ""
        if entry.isShare { return sign + shown.shifted(by: 2).magnitude(separator: ",") + "%" }
        return sign + (isMoney ? currency.prefix : "") + shown.magnitude(separator: ",")
    }
}

extension QuantityKey.Unit {
    /// What one of it is called.
    fileprivate var ofOne: String { self == .people ? "person" : String(rawValue.dropLast()) }
}
