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
    private var leavesByPath: [QuantityPath: [Int]] = [:]
    private var underway: [QuantityPath] = []

    init(scenario: Scenario, keys: [QuantityPath: QuantityKey]) {
        self.scenario = scenario
        self.keys = keys
        for path in scenario.quantities.keys.sorted() { _ = slot(of: path) }
        correlate()
    }

    /// The slot of a quantity's campaign-wide value; nil where a problem was noted.
    private mutating func slot(of path: QuantityPath) -> Int? {
        if let slot = slots[path] { return slot }
        if let start = underway.firstIndex(of: path) {
            let cycle = (underway[start...] + [path]).map(\.inWords).joined(separator: " → ")
            problems.append(PreparationProblem(path: path, message: "the quantities refer to each other: \(cycle)"))
            return nil
        }
        guard let quantity = scenario.quantities[path] else {
            problems.append(PreparationProblem(path: underway.last, message: "there is no quantity \(path)"))
            return nil
        }
        underway.append(path)
        defer { underway.removeLast() }
        let node: SharedProgram.Node?
        switch quantity.law {
        case .shared(let expression), .scattered(let expression, _): node = self.node(expression, of: path)
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
        case .uncertain(let distribution):
            guard let law = ScoreLaw(distribution) else {
                problems.append(
                    PreparationProblem(path: path, message: "no distribution of this family fits: \(distribution)"))
                return nil
            }
            let number = leavesByPath[path, default: []].count
            let stream = StreamName(path.text, use: number == 0 ? "shared" : "shared \(number)")
            program.leaves.append(
                SharedProgram.Leaf(path: path, stream: stream, distribution: distribution, law: law))
            leavesByPath[path, default: []].append(program.leaves.count - 1)
            return .leaf(program.leaves.count - 1)
        }
    }

    // MARK: - Correlations

    /// Makes a group of each set of quantities that correlations join, so that unrelated ones keep their draws.
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
            addGroup(members.sorted())
        }
    }

    private mutating func addGroup(_ members: [QuantityPath]) {
        var leaves: [Int] = []
        for path in members {
            guard let own = leavesByPath[path], own.count == 1 else {
                let message =
                    "correlate needs a quantity with exactly one uncertain distribution; \(path) has "
                    + String(leavesByPath[path]?.count ?? 0)
                problems.append(PreparationProblem(path: path, message: message))
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
            matrix[first, second] = CorrelationMatrix.scoreCorrelation(rank: rank)
        }
        if let factor = matrix.choleskyFactor() {
            program.groups.append(SharedProgram.Group(leaves: leaves, factor: factor))
            return
        }
        let possible = matrix.shrunkToPositiveDefinite()
        let advice = pairs.map { first, second, _ in
            let rank = CorrelationMatrix.rankCorrelation(score: possible[first, second])
            return "\(members[first]) with \(members[second]) \((rank * 100).rounded(.towardZero) / 100)"
        }
        problems.append(
            PreparationProblem(
                path: members[0], isOfCorrelations: true,
                message: "these correlations cannot hold together; weakened by one factor they can: "
                    + advice.joined(separator: ", ")))
    }
}
