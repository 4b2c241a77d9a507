// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignForecasting

@Suite("A packed column")
struct PackedColumnTests {
    /// Parts that are the same, whole or anything, and what lies at the edges of these.
    private static let parts: [[Double]] = [
        [], [0], [0, 0], [-0.0], [7, 7, 7], [1, 2, 3], [0.5], [0.5, 0.5], [-3], [4_294_967_295], [4_294_967_296],
        [.infinity, .infinity], [.nan, .nan], [.nan, 1], [1e300, 2.25],
    ]

    @Test("gives back every value to the last bit, whatever comes after what", arguments: parts, parts)
    func exact(first: [Double], second: [Double]) {
        for third in Self.parts {
            var column = PackedColumn(room: 2)
            for part in [first, second, third] { column.append(part) }
            let all = first + second + third
            #expect(column.values.map(\.bitPattern) == all.map(\.bitPattern))
            #expect(column.count == all.count)
        }
    }
}
