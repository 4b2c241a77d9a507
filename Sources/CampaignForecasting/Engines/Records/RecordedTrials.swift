// SPDX-License-Identifier: GPL-3.0-or-later

/// The first trials of a run as they were simulated before, block by block.
public struct RecordedTrials: Sendable {
    /// How many there are.
    public let trials: Int
    private let bytes: @Sendable (_ block: Int) -> [UInt8]?

    /// Recorded trials.
    ///
    /// - Parameters:
    ///   - trials: how many there are.
    ///   - bytes: the record of a block, by its number, as a `Forecaster` gave it; nil where it cannot be had, which is simulated
    ///     then.
    public init(trials: Int, bytes: @escaping @Sendable (_ block: Int) -> [UInt8]?) {
        self.trials = trials
        self.bytes = bytes
    }

    /// None.
    public static let none = RecordedTrials(trials: 0) { _ in nil }

    /// The trials of a block as far as they are recorded; nil where none are.
    func record(of wanted: Range<Int>, _ run: CampaignRun, companions: Int) -> BlockRecord? {
        let (block, offset) = wanted.lowerBound.quotientAndRemainder(dividingBy: BlockLoop.trials)
        guard wanted.lowerBound < trials, offset == 0, let bytes = bytes(block),
            let record = BlockRecord(bytes, of: run, companions: companions),
            record.outcomes.firstTrial == wanted.lowerBound
        else { return nil }
        return record.prefix(wanted.count)
    }

    /// The trials in a block, but for the last one of a run.
    public static var blockTrials: Int { BlockLoop.trials }
}

extension RecordedTrials {
    /// The trials that are simulated again to see whether they are the same.
    private static let checked = 16

    /// Whether this program on this machine simulates what is recorded: another one may round in another way.
    public func isReproduced(by campaign: PreparedCampaign, _ options: ForecastOptions) -> Bool {
        guard trials > 0 else { return true }
        let wanted = 0..<min(trials, Self.checked)
        let runner = Runner(RunPlan(options, trials: wanted, layers: true), options)
        let run = ForecastAnalysis(campaign: campaign, options: options).run
        let fresh = runner.record(run, trials: wanted)
        return record(of: wanted, run, companions: fresh.companions.count)?.bytes == fresh.bytes
    }
}
