// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite("The record of a block")
struct BlockRecordTests {
    private static let options = ForecastOptions(trials: 60, layerTrials: 40)

    /// Two splits over three weeks.
    private static func run() throws -> CampaignRun {
        var fixture = CampaignFixture()
        fixture.budget = 2_000
        fixture[.ordersPerClick] = .shared(.uncertain(.beta(alpha: 3, beta: 60)))
        fixture[.orderValue] = .shared(.uncertain(.uniform(min: 50, max: 90)))
        fixture.splits = [Split(name: "all", shares: ["nano": 1]), Split(name: "half", shares: ["nano": 0.5])]
        return CampaignRun(try PreparedCampaign(fixture.scenario), followsWeeks: true)
    }

    private static func record(_ run: CampaignRun, _ trials: Range<Int>) -> BlockRecord {
        Runner(RunPlan(options, trials: trials, layers: true), options).record(run, trials: trials)
    }

    private static func isRecord(_ bytes: [UInt8], of run: CampaignRun) -> Bool {
        BlockRecord(bytes, of: run, companions: 3).map { _ in true } ?? false
    }

    @Test("holds every array of outcomes, and gives all of them back to the last bit")
    func roundTrip() throws {
        let run = try Self.run()
        let record = Self.record(run, 0..<60)
        let arrays = Mirror(reflecting: record.outcomes).children.filter { $0.value is [Double] }.compactMap(\.label)
        // What is added here is to be recorded, too.
        #expect(arrays == ["values", "largest", "weekly"])
        let bytes = record.bytes
        let read = try #require(BlockRecord(bytes, of: run, companions: record.companions.count))
        #expect(record.companions.map(\.count) == [40, 40, 40])
        for (one, other) in zip([record.outcomes] + record.companions, [read.outcomes] + read.companions) {
            #expect(one.values.map(\.bitPattern) == other.values.map(\.bitPattern))
            #expect(one.largest.map(\.bitPattern) == other.largest.map(\.bitPattern))
            #expect(one.weekly.map(\.bitPattern) == other.weekly.map(\.bitPattern))
        }
        #expect(read.bytes == bytes)
    }

    @Test("of some trials and those behind them is that of all", arguments: [1, 25, 39, 40, 41, 59])
    func parts(cut: Int) throws {
        let run = try Self.run()
        let whole = Self.record(run, 0..<60)
        let joined = Self.record(run, 0..<cut).joined(Self.record(run, cut..<60))
        #expect(joined.bytes == whole.bytes)
        #expect(whole.prefix(cut).bytes == Self.record(run, 0..<cut).bytes)
    }

    @Test("is none where bytes are missing or too many, and never ends the program")
    func damage() throws {
        let run = try Self.run()
        let bytes = Self.record(run, 0..<60).bytes
        for count in stride(from: 0, to: bytes.count, by: 5) {
            #expect(!Self.isRecord(Array(bytes[..<count]), of: run))
        }
        #expect(!Self.isRecord(bytes + [0], of: run))
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var flipped = bytes
            flipped[place] ^= 1 << UInt8(place % 8)
            // Some of them are other values; none is of another size.
            if let read = BlockRecord(flipped, of: run, companions: 3) {
                #expect(read.outcomes.count == 60 && read.companions.map(\.count) == [40, 40, 40])
            }
        }
    }
}
