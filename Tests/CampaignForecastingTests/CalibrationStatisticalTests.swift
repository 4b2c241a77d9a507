// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignLearning
import Foundation
import Testing

@testable import CampaignForecasting

/// Simulation-based calibration: where scores are drawn from the assumptions and results from them, the scores of the next campaign stand
/// anywhere in what is learnt alike (Talts, Betancourt, Simpson, Vehtari, Gelman 2018, arXiv:1804.06788).
@Suite("Calibration by simulation")
struct CalibrationStatisticalTests {
    /// The risk of rejecting what is right, for all columns of a case together.
    static let risk = 1e-3

    /// `TIERCAST_CALIBRATION` asks for more replicates, of which `scripts/calibration` writes a table.
    static let replicates = ProcessInfo.processInfo.environment["TIERCAST_CALIBRATION"].flatMap { Int($0) }

    @Test("what is learnt holds for the next campaign, and a median taken for a mean is rejected")
    func short() throws {
        let right = try CalibrationTrial.positions(.right, replicates: 30, creators: 12, seed: 1).columns
        #expect(right.count == 7)
        #expect(CalibrationTrial.chance(right) > Self.risk)
        let median = try CalibrationTrial.positions(.medianForMean, replicates: 30, creators: 12, seed: 1).columns
        #expect(CalibrationTrial.chance(median) < Self.risk)
    }

    @Test("every twin is rejected, and what is right is not", .enabled(if: replicates != nil))
    func long() throws {
        for twin in CalibrationTrial.Twin.allCases {
            let creators = twin == .seasonKept ? 200 : 20
            let (columns, kept) = try CalibrationTrial.positions(
                twin, replicates: Self.replicates ?? 0, creators: creators, seed: 1_000, settings: FitSettings())
            let chance = CalibrationTrial.chance(columns)
            let last = try #require(columns.last)
            let inside = Double(last.count { (0.05...0.95).contains($0) }) / Double(last.count)
            let chanceText = chance < 1e-6 ? "below 0.000001" : String(format: "%.6f", chance)
            print(
                "ours: \(twin.meaning) | \(creators) | \(chanceText) | \(Int((inside * 100).rounded())) % | \(Int((kept * 100).rounded())) %"
            )
            #expect((chance > Self.risk) == (twin == .right), "\(twin)")
        }
    }
}
