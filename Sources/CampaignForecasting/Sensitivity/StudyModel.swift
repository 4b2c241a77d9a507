// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// What a sensitivity study evaluates: outputs as a function of uncertain inputs, and of chance that no input describes.
protocol StudyModel: Sendable {
    /// What a thread evaluates with.
    associatedtype Worker
    /// What tells the output quantities apart.
    associatedtype Key: Hashable & Sendable
    /// The number of inputs, each a standard normal score.
    var inputCount: Int { get }
    /// The inputs whose scores are correlated; the others are independent.
    var correlated: [SharedProgram.CorrelatedLeaves] { get }
    /// Makes what a thread evaluates with.
    func worker() -> Worker
    /// A column an output quantity, a value a row.
    func evaluate(_ rows: StudyRows, with worker: Worker) -> SampleTable<Key>
}

/// Points at which a model is evaluated.
struct StudyRows: Sendable {
    /// A column of correlated scores an input.
    var scores: [[Double]]
    /// The trials whose luck the rows have.
    var trials: Range<Int>
    /// Which luck of a trial: rows of the same trial and luck have the same chance.
    var luck: NoiseKey.Purpose
}

extension StudyModel {
    /// The scores of independent numbers in (0, 1), a column an input.
    func scores(uniforms: [[Double]]) -> [[Double]] {
        var scores = uniforms.map { $0.map(NormalLaw.quantile) }
        for inputs in correlated { inputs.correlate(&scores) }
        return scores
    }

    /// The inputs in sets that are independent of each other: those that are correlated are one set.
    var independentSets: [[Int]] {
        let together = correlated.map { $0.leaves.sorted() }
        let members = Set(together.joined())
        let alone = (0..<inputCount).filter { !members.contains($0) }.map { [$0] }
        return (alone + together).sorted { $0[0] < $1[0] }
    }
}

/// A quantity whose sensitivity is studied, read off a model's columns.
struct StudiedColumns<Key: Hashable & Sendable>: Sendable {
    /// Whether values are replaced by their ranks, since they may be infinite.
    var isByRank = false
    /// The columns whose variances are added up: one for a number, one a choice for a decision. NaN where undefined.
    var components: @Sendable (_ table: SampleTable<Key>) -> [[Double]]

    /// The components in each of several tables; ranks are those among all tables.
    func values(_ tables: [SampleTable<Key>]) -> [[[Double]]] {
        var values = tables.map(components)
        guard isByRank else { return values }
        for component in values[0].indices {
            let ranks = Ranks.pooled(values.map { $0[component] })
            for table in values.indices { values[table][component] = ranks[table] }
        }
        return values
    }
}
