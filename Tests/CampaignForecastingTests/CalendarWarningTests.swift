// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite struct CalendarWarningTests {
    private func warnings(_ laws: [QuantityKey: Quantity.Law], weeks: Int?) throws -> [CalendarWarning] {
        var fixture = CampaignFixture()
        fixture.time = weeks.map { TimeFrame(weeks: $0) }
        let delays: [QuantityKey: Double] = [
            .orderLag: 0, .refundLag: 0, .refundWindow: 30, .repeatLag: 0, .feeTerms: 0, .commissionTerms: 0,
            .clickHalfLife: 1, .tailShare: 0, .tailHalfLife: 30, .startWeek: 1, .months: 1, .dropout: 0,
            .familiarity: 0,
            .familiarityPosts: 5, .fatigue: 0,
        ]
        if weeks != nil { fixture.set(delays) }
        for (key, law) in laws { fixture[key] = law }
        return try PreparedCampaign(fixture.scenario).calendarWarnings
    }

    private func known(_ value: Double) -> Quantity.Law { .shared(.constant(value)) }

    @Test func postsAfterTheLastWeekAreSaid() throws {
        for (start, weeks, isSaid) in [
            (10.0, 10, false), (11, 10, true), (10.9, 10, false), (30, 10, true), (1, 1, false),
        ] {
            let said = try warnings([.startWeek: known(start)], weeks: weeks)
            #expect(said.map(\.line) == (isSaid ? ["nano"] : []), "\(start) of \(weeks)")
        }
        #expect(try warnings([.startWeek: .varying(.uniform(min: 8, max: 40))], weeks: 10).isEmpty)
        let said = try warnings([.startWeek: .varying(.logNormal(low: 20, high: 30))], weeks: 10)
        #expect(said.first?.message.contains("in week 20 or later, and only 10 weeks are reported") == true, "\(said)")
        #expect(try warnings([:], weeks: nil).isEmpty)
    }

    @Test func partnershipsThatOutlastTheWeeksAreSaid() throws {
        // Six months are 26.09 weeks.
        for (months, weeks, isSaid) in [
            (6.0, 26, true), (6, 27, false), (6, 8, true), (1, 1, false), (2, 9, false), (2, 8, true),
        ] {
            let said = try warnings([.months: known(months)], weeks: weeks)
            #expect(said.count == (isSaid ? 1 : 0), "\(months) of \(weeks)")
        }
        let said = try warnings([.months: known(2), .startWeek: known(5)], weeks: 12)
        #expect(said.first?.message.contains("runs for 2 months, up to week 13 or later") == true, "\(said)")
    }
}
