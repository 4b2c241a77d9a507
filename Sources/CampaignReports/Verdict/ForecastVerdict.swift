// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting

extension Verdict {
    /// The verdict on the splits of a forecast.
    init(_ forecast: Forecast, currency: Currency) {
        self.init(profiles: forecast.splits.map(\.profile), pairs: forecast.profitPairs, currency: currency)
    }
}
