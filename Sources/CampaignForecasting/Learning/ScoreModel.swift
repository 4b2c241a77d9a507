// SPDX-License-Identifier: GPL-3.0-or-later

/// What the scores of a scenario's uncertain quantities say of the creators of its lines.
struct ScoreModel: Sendable {
    let campaign: PreparedCampaign
    /// The leaves behind what is read, ascending.
    let leaves: [Int]
    private let medians: SharedDraws
    /// By slot whether no score that is read changes it.
    private let stands: [Bool]

    /// - Parameter campaign: the assumptions as they are stated, without anything learnt.
    init(_ campaign: PreparedCampaign) {
        self.campaign = campaign
        medians = campaign.program.medians
        let reads = SlotValues(values: medians.columns.map { $0[0] }).noted { CreatorKinds(campaign.lines, $0) }.reads
        let sources = campaign.program.sources(of: reads)
        stands = sources.slots.map { !$0 }
        leaves = sources.leaves
    }

    /// The values of all slots where every score is at its median.
    var typicalValues: SlotValues { SlotValues(values: medians.columns.map { $0[0] }) }

    /// What creators do at scores by leaf.
    func kinds(_ scores: [Double]) -> CreatorKinds {
        campaign.program.values(scores: scores, keeping: medians, stands: stands)
            .read { CreatorKinds(campaign.lines, $0) }
    }

    /// What creators do in each of some trials, scores given as a column a leaf.
    func kinds(_ scores: [[Double]], count: Int) -> [CreatorKinds] {
        let events = campaign.program.strikes.map { _ in Array(repeating: 1.0, count: count) }
        let draws = campaign.program.draw(SharedScores(leaves: scores, strikes: events), count: count)
        return (0..<count).map { trial in
            SlotValues(values: draws.columns.map { $0[trial] }).read { CreatorKinds(campaign.lines, $0) }
        }
    }
}
