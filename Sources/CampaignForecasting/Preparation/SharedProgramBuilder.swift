// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Puts the quantities of a scenario into an order in which they can be drawn, and collects what stands against it.
struct SharedProgramBuilder {
    let scenario: Scenario
    /// Which key each path states, as far as lines, product, costs and deals use it.
    let keys: [QuantityPath: QuantityKey]
    private(set) var program = SharedProgram()
    private(set) var slots: [QuantityPath: Int] = [:]
    private(set) var problems: [PreparationProblem] = []
    private(set) var leavesByPath: [QuantityPath: [Int]] = [:]
    private var rowLeaves: [(table: String, rows: [Int], leaf: Int)] = []
    private var underway: [QuantityPath] = []

    init(scenario: Scenario, keys: [QuantityPath: QuantityKey]) {
        self.scenario = scenario
        self.keys = keys
        for path in scenario.quantities.keys.sorted() { _ = slot(of: path) }
        correlate()
        if let learned = scenario.learned { learn(learned) }
    }

    /// The slot of a quantity's campaign-wide value; nil where a problem was noted.
    private mutating func slot(of path: QuantityPath) -> Int? {
        if let slot = slots[path] { return slot }
        if let start = underway.firstIndex(of: path) {
            problems.append(.circularReference(underway[start...] + [path]))
            return nil
        }
        guard let quantity = scenario.quantities[path] else {
            problems.append(.unknownReference(path, in: underway.last))
            return nil
        }
        underway.append(path)
        defer { underway.removeLast() }
        let node: SharedProgram.Node?
        switch quantity.law {
        case .shared(let expression), .scattered(let expression, _): node = self.node(expression, of: path)
        case .varying(.sample(let sample)) where keys[path]?.granularity == .order:
            // What orders brought before says of their mean only so much.
            node = self.node(.uncertain(SampleMean(sample).distribution), of: path)
        case .varying(let distribution): node = .constant(distribution.quantile(score: 0))
        }
        guard let node else { return nil }
        let slot = program.append(node, path: path, range: keys[path]?.range)
        slots[path] = slot
        return slot
    }

    private mutating func node(_ expression: Expression, of path: QuantityPath) -> SharedProgram.Node? {
        switch expression {
        case .constant(let value): return .constant(value)
        case .reference(let target): return slot(of: target).map { .slot($0) }
        case .binary(let operation, let left, let right):
            let left = node(left, of: path)
            let right = node(right, of: path)
            guard let left, let right else { return nil }
            return .binary(operation, left, right)
        case .either(let chooser, let options):
            let chosen = slot(of: chooser)
            let slots = options.compactMap { slot(of: $0) }
            guard let chosen, slots.count == options.count else { return nil }
            return .choice(by: chosen, of: slots)
        case .uncertain(.sample(let sample)) where !sample.table.isEmpty: return row(of: sample, path)
        case .uncertain(let distribution):
            guard let law = ScoreLaw(distribution) else {
                problems.append(.noDistributionFits(distribution, path))
                return nil
            }
            return .leaf(leaf(path, distribution, law))
        }
    }

    /// A further leaf of a quantity; returns its number.
    private mutating func leaf(_ path: QuantityPath, _ distribution: Distribution, _ law: ScoreLaw) -> Int {
        let number = leavesByPath[path, default: []].count
        let stream = StreamName(path.text, use: number == 0 ? "shared" : "shared \(number)")
        program.leaves.append(SharedProgram.Leaf(path: path, stream: stream, distribution: distribution, law: law))
        leavesByPath[path, default: []].append(program.leaves.count - 1)
        return program.leaves.count - 1
    }

    // MARK: - Rows

    /// A column of a table as one value for the whole campaign: one row of it a trial, the same for all columns of the table
    /// that have rows in common.
    private mutating func row(of sample: Sample, _ path: QuantityPath) -> SharedProgram.Node {
        let common = commonRows(of: sample.table)
        let rows = common.isEmpty ? sample.rows : common
        let byRow = Dictionary(zip(sample.rows, sample.values)) { first, _ in first }
        func values(_ rows: [Int]) -> [Double] { rows.map { byRow[$0] ?? 0 } }
        if let known = rowLeaves.first(where: { $0.table == sample.table && Set($0.rows) == Set(rows) }) {
            return .row(known.leaf, values(known.rows))
        }
        // Ascending, so that a higher score is a higher value.
        let ordered = zip(rows, values(rows)).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
        let own = Sample(table: sample.table, rows: rows, values: values(rows))
        let number = leaf(path, .sample(own), .listed(own.sorted))
        rowLeaves.append((sample.table, ordered, number))
        return .leaf(number)
    }

    /// The rows that all columns of a table have which stand for one value of the whole campaign.
    private func commonRows(of table: String) -> [Int] {
        var common: Set<Int>?
        for quantity in scenario.quantities.values {
            for case .sample(let sample) in quantity.law.expression?.distributions ?? [] where sample.table == table {
                common = common?.intersection(sample.rows) ?? Set(sample.rows)
            }
        }
        return common?.sorted() ?? []
    }

    // MARK: - What results taught

    private mutating func learn(_ learned: Learned) {
        var leaves: [Int] = []
        for score in learned.scores {
            guard let own = leavesByPath[score.quantity], own.indices.contains(score.part - 1) else {
                problems.append(.notLearnable(score.quantity))
                continue
            }
            leaves.append(own[score.part - 1])
        }
        if leaves.count == learned.scores.count {
            program.learn(leaves, mean: learned.scores.map(\.mean), factor: learned.scores.map(\.factor))
        }
    }

    // MARK: - Correlations

    /// Correlates each set of quantities that correlations join, so that unrelated ones keep their draws.
    private mutating func correlate() {
        var pending = Set(scenario.correlations.flatMap { [$0.first, $0.second] })
        while let start = pending.min() {
            var members: Set<QuantityPath> = [start]
            var grew = true
            while grew {
                grew = false
                for pair in scenario.correlations where members.contains(pair.first) != members.contains(pair.second) {
                    members.formUnion([pair.first, pair.second])
                    grew = true
                }
            }
            pending.subtract(members)
            correlate(members.sorted())
        }
    }

    private mutating func correlate(_ members: [QuantityPath]) {
        var leaves: [Int] = []
        for path in members {
            guard let own = leavesByPath[path], own.count == 1 else {
                problems.append(.notOneDistribution(path, count: leavesByPath[path]?.count ?? 0))
                return
            }
            leaves.append(own[0])
        }
        var matrix = CorrelationMatrix(count: members.count)
        let pairs = scenario.correlations.compactMap { pair -> (Int, Int, Double)? in
            guard let first = members.firstIndex(of: pair.first), let second = members.firstIndex(of: pair.second)
            else { return nil }
            return (first, second, pair.rank)
        }
        for (first, second, rank) in pairs {
            let ranks = JumpingRanks(program.leaves[leaves[first]], program.leaves[leaves[second]])
            if let score = ranks.scoreCorrelation(rank: rank) {
                matrix[first, second] = score
                continue
            }
            let most = (ranks.most(rank < 0 ? -1 : 1) * 1_000).rounded(.towardZero) / 1_000
            problems.append(
                .unreachableCorrelation(
                    Correlation(first: members[first], second: members[second], rank: rank), most: most))
            return
        }
        if let factor = matrix.choleskyFactor() {
            program.correlated.append(SharedProgram.CorrelatedLeaves(leaves: leaves, factor: factor))
            return
        }
        let possible = matrix.shrunkToPositiveDefinite()
        let weakened = pairs.map { first, second, _ in
            let rank = CorrelationMatrix.rankCorrelation(score: possible[first, second])
            return Correlation(
                first: members[first], second: members[second], rank: (rank * 100).rounded(.towardZero) / 100)
        }
        problems.append(.impossibleCorrelations(weakened: weakened))
    }
}
