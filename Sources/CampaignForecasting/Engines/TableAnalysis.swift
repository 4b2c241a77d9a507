// SPDX-License-Identifier: GPL-3.0-or-later

/// Columns read off simulated trials, all of which are kept.
struct TableAnalysis<Key: Hashable & Sendable>: TrialAnalysis {
    let runs: [CampaignRun]
    /// What is read off a block of trials, a block a campaign: tables that are the same ones of every block.
    let read: @Sendable (_ blocks: [SimulatedBlock]) -> [SampleTable<Key>]

    /// The tables that `read` makes of several campaigns in the same trials.
    init(_ runs: [CampaignRun], read: @escaping @Sendable (_ blocks: [SimulatedBlock]) -> [SampleTable<Key>]) {
        self.runs = runs
        self.read = read
    }

    func nothing(trials: Int) -> [SampleTable<Key>] { [] }
    func part(of blocks: [SimulatedBlock]) -> [SampleTable<Key>] { read(blocks) }
    func result(of whole: [SampleTable<Key>]) -> [SampleTable<Key>] { whole }
}

extension Runner {
    /// The table that `read` makes of a campaign.
    func table<Key: Hashable & Sendable>(
        of run: CampaignRun, in context: RunContext, read: @escaping @Sendable (SimulatedBlock) -> SampleTable<Key>
    ) throws(CancellationError) -> SampleTable<Key> {
        let tables = try result(of: TableAnalysis([run]) { $0.map(read) }, in: context)
        return tables.first ?? SampleTable([])
    }
}
