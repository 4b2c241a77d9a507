// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Values of assumptions in their own units.
struct AssumptionText {
    let currency: Currency

    /// A value with no digit finer than its error; three significant digits where the error is unknown or 0.
    func value(_ value: Double, error: Double?, of assumption: Assumption) -> String {
        text(DecimalNumber(value, error: error), decimals: 0, of: assumption)
    }

    /// A switching value in its interval, all with the same digits: `2,700 [2,650 – 2,750]`; `…` stands for an end beyond
    /// the range looked at, and nothing for an interval too narrow to show.
    func value(_ switching: SwitchingValue, of assumption: Assumption) -> String {
        let ends = [switching.low, switching.high]
        let known = ends.compactMap { $0 }
        let width = known.count == 2 ? known[1] - known[0] : 2 * abs((known.first ?? switching.value) - switching.value)
        let error = Swift.max(width / (2 * StandardNormal.z975), 0)
        let number = DecimalNumber(switching.value)
        let digits = (number.leadingPlace ?? 0) - 2
        let place = error > 0 ? Swift.max(digits, DecimalNumber(error).leadingPlace ?? digits) : digits
        let decimals = Swift.max(0, -place - (assumption.isShownAsShare ? 2 : 0))
        func text(_ value: Double) -> String {
            self.text(DecimalNumber(value).rounded(toPlace: place), decimals: decimals, of: assumption)
        }
        let texts = ends.map { $0.map(text) ?? "…" }
        let middle = text(switching.value)
        return texts[0] == middle && texts[1] == middle
            ? value(switching.value, error: nil, of: assumption) : "\(middle) [\(texts[0]) – \(texts[1])]"
    }

    private func text(_ decimal: DecimalNumber, decimals: Int, of assumption: Assumption) -> String {
        let sign = decimal.isNegative ? "−" : ""
        if assumption.isShownAsShare {
            return sign + decimal.shifted(by: 2).magnitude(decimals: decimals, separator: ",") + "%"
        }
        let unit = assumption.shownKey?.unit == .money ? currency.prefix : ""
        return sign + unit + decimal.magnitude(decimals: decimals, separator: ",")
    }

    /// How far from its centre a position lies: in standard deviations, or as a factor.
    func distance(_ position: Double, of assumption: Assumption) -> String {
        guard !assumption.isUncertain else {
            return Figure(position, error: 0.05).text(.factor, digits: 2) + " sd"
        }
        let factor = assumption.value(at: position) / assumption.centre
        return "× " + Figure(factor, error: factor * 0.01).text(.factor, digits: 3)
    }
}
