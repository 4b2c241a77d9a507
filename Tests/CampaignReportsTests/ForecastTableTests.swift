// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignReports
import Testing

@Suite("The table a planner reads first")
struct ForecastTableTests {
    @Test("look")
    func look() {
        for width in [120, 80] {
            print(
                ForecastTable(
                    HandMade.forecast(warnings: [
                        "On line mega of celebrity nobody could be hired in any trial: its budget of $225,000 is below the cheapest creator."
                    ]), of: HandMade.scenario
                ).text(width: width, coloured: false))
        }
    }
}
