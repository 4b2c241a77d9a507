// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting

/// A part of a forecast with the forecast that it belongs to, which says how many trials it has and when its weeks begin.
@dynamicMemberLookup
struct ForecastPart<Value> {
    let value: Value
    let forecast: Forecast

    init(_ value: Value, of forecast: Forecast) {
        self.value = value
        self.forecast = forecast
    }

    subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }

    /// A part of the part.
    func part<Inner>(_ inner: Inner) -> ForecastPart<Inner> { ForecastPart<Inner>(inner, of: forecast) }
}
