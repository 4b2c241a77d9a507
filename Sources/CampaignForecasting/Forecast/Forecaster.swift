// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Computes forecasts: trials in blocks, blocks on threads, results in the order of the trials.
public struct Forecaster: Sendable {
    private let campaign: PreparedCampaign
    private let options: ForecastOptions

    /// A forecaster of a prepared campaign.
    public init(campaign: PreparedCampaign, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
    }

    /// The forecast.
    ///
    /// Cancelled, it holds the trials before the first one that is missing. The same scenario, seed and version
    /// give the same forecast with any number of threads, and its first trials are those of a shorter run.
    ///
    /// - Parameters:
    ///   - context: asked before each block, and told the trials that are done.
    ///   - precision: what is to be known exactly, where the run ends as soon as it is; the trials of the options are the most then.
    ///   - recorded: what is recorded of the trials, which are not simulated again; nil where nothing is to be.
    ///   - onRecord: called with the record of every block, one at a time, in the order of the trials, where they are recorded.
    ///   - onBlock: called with every block, one at a time, in the order of the trials.
    /// - Throws: where it was cancelled before the first block was complete.
    public func run(
        in context: RunContext = RunContext(), until precision: PrecisionGoal? = nil,
        from recorded: RecordedTrials? = nil,
        onRecord: (@Sendable (_ bytes: [UInt8], _ trials: Int) -> Void)? = nil,
        onBlock: (@Sendable (OutcomeBlock) -> Void)? = nil
    ) throws(CancellationError) -> Forecast {
        var known: ForecastAnalysis.Part?
        var (done, expected) = (0, options.trials)
        var total = precision == nil ? options.trials : PrecisionLooks.first(options)
        while true {
            // A run of `total` trials, of which the first are known.
            let analysis = ForecastAnalysis(
                campaign: campaign, options: options.asking(total), precision: precision,
                keepsLatest: onBlock != nil, keepsRecord: onRecord != nil)
            var runner = Runner(RunPlan(options, trials: done..<total, layers: true), options)
            runner.recorded = recorded
            let (part, trials) = runner.upToEnd(
                of: analysis, from: known.map(analysis.taking),
                in: context.part(done..<total, of: max(total, expected))
            ) { part, _ in
                if let block = part.latest { onBlock?(block) }
                if let record = part.record { onRecord?(record.bytes, record.trials) }
            }
            // What is complete is a shorter run.
            done += trials
            guard done > 0 else { throw CancellationError() }
            let reached = part.precision?.result(of: campaign.scenario, mostTrials: options.trials)
            let goesOn = reached.map { !$0.isReached && !$0.isHopeless } ?? false
            guard goesOn, done == total, total < options.trials else {
                var forecast = analysis.result(of: part)
                forecast.precision = reached
                if done < total { forecast.provenance.requestedTrials = options.trials }
                return forecast
            }
            known = part
            expected = min(options.trials, reached?.figures.compactMap(\.neededTrials).max() ?? options.trials)
            total = PrecisionLooks.next(after: total, most: options.trials)
        }
    }
}

/// What a forecast keeps of trials.
struct ForecastAnalysis: TrialAnalysis {
    let campaign: PreparedCampaign
    let options: ForecastOptions
    /// What is to be known exactly; nil where nothing is named.
    private let precision: PrecisionGoal?
    /// Whether somebody asks for each block, or for its record.
    private let keepsLatest, keepsRecord: Bool
    private let groups: ForecastGroups
    /// A block keeps its values as they are, which is less than bins over their range.
    private let empty: ForecastAccumulator

    /// What is known after some trials, and the last block of them where somebody asks for it.
    struct Part: Mergeable, Sendable {
        var known: ForecastAccumulator
        var precision: PrecisionAccumulator?
        var latest: OutcomeBlock?
        /// The record of the last block, and its trials.
        var record: (bytes: [UInt8], trials: Int)?

        mutating func merge(_ other: Part) {
            known.merge(other.known)
            if let more = other.precision { precision?.merge(more) }
            latest = other.latest
            record = other.record
        }
    }

    init(
        campaign: PreparedCampaign, options: ForecastOptions, precision: PrecisionGoal? = nil,
        keepsLatest: Bool = false, keepsRecord: Bool = false
    ) {
        self.campaign = campaign
        self.options = options
        self.precision = precision
        self.keepsLatest = keepsLatest
        self.keepsRecord = keepsRecord
        groups = ForecastGroups(campaign.scenario)
        empty = ForecastAccumulator(
            groups: groups, scenario: campaign.scenario, slots: campaign.program.slotCount, trials: BlockLoop.trials,
            isExact: options.trials <= SampleStore.exactTrials, study: nil)
    }

    var run: CampaignRun { CampaignRun(campaign, followsWeeks: true) }

    var runs: [CampaignRun] { [run] }

    func nothing(trials: Int) -> Part {
        Part(
            known: ForecastAccumulator(
                groups: groups, scenario: campaign.scenario, slots: campaign.program.slotCount, trials: trials,
                isExact: options.trials <= SampleStore.exactTrials,
                study: ForecastAccumulator.Study(
                    trials: min(trials, options.layerTrials), threads: options.threads,
                    isUncertain: campaign.isUncertain)),
            precision: accumulator(trials: trials))
    }

    private func accumulator(trials: Int) -> PrecisionAccumulator? {
        precision.map { PrecisionAccumulator($0, of: campaign.scenario, trials: trials) }
    }

    /// What is known of the first trials of this run, from what a run of these alone knows.
    func taking(_ shorter: Part) -> Part {
        guard options.trials > SampleStore.exactTrials else { return shorter }
        var part = shorter
        part.known.countInBins(groups)
        part.precision?.countInBins()
        return part
    }

    func part(of blocks: [SimulatedBlock]) -> Part {
        var part = Part(
            known: empty, precision: accumulator(trials: BlockLoop.trials),
            latest: keepsLatest ? blocks[0].outcomes : nil)
        part.precision?.add(blocks[0].outcomes, of: campaign.scenario)
        if keepsRecord, let record = blocks[0].record { part.record = (record.bytes, record.outcomes.count) }
        part.known.held = blocks[0].draws.held
        part.known.add(blocks[0], strikes: campaign.strikes, groups: groups, scenario: campaign.scenario)
        return part
    }

    func result(of whole: Part) -> Forecast {
        ForecastSummary(campaign: campaign, options: options, groups: groups, result: whole.known).forecast
    }
}
