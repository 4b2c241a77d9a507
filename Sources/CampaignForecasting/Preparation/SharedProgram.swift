// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// How the campaign-wide values of all quantities are drawn: a column of values for each quantity.
struct SharedProgram: Sendable {
    /// One uncertain distribution of one quantity.
    struct Leaf: Sendable {
        var path: QuantityPath
        var stream: StreamName
        /// What the file states.
        var distribution: Distribution
        /// What scores become: what the file states, at the score that results taught.
        var law: ScoreLaw
        /// Mean and standard deviation of the score of `distribution`; nil where nothing was learnt of it.
        var learnt: (mean: Double, deviation: Double)?

        /// The value at a standard normal score, exact where `law` is a table.
        func quantile(score: Double) -> Double {
            distribution.quantile(score: learnt.map { $0.mean + $0.deviation * score } ?? score)
        }
    }

    /// Leaves whose scores are correlated, with the lower triangle that makes them so, row by row.
    struct CorrelatedLeaves: Sendable {
        var leaves: [Int]
        var factor: [Double]

        /// Makes the independent scores of the leaves correlated, among columns a leaf.
        func correlate(_ scores: inout [[Double]]) {
            let size = leaves.count
            let independent = leaves.map { scores[$0] }
            for row in 0..<size {
                var column = Array(repeating: 0.0, count: independent[0].count)
                for k in 0...row {
                    let weight = factor[row * size + k]
                    for trial in column.indices { column[trial] += weight * independent[k][trial] }
                }
                scores[leaves[row]] = column
            }
        }
    }

    /// A quantity's value in terms of leaves and of quantities before it.
    indirect enum Node: Sendable {
        case constant(Double)
        case leaf(Int)
        /// The value, of those listed in the order of a leaf's, at the place of the leaf's value.
        case row(Int, [Double])
        case slot(Int)
        case binary(Expression.Operator, Node, Node)
        /// The value in one of the slots `of`: the one whose number, from 1, stands in the slot `by`.
        case choice(by: Int, of: [Int])
        /// 1 where the event of this number strikes, in the share of trials that a slot holds, else 0.
        case strike(Int, probability: Int)
        /// A value changed, in order, by the events that strike.
        case changed(Node, [Change])
    }

    /// What an event makes of a value in the trials that it strikes.
    struct Change: Sendable {
        /// The slot that is 1 where the event strikes.
        var strike: Int
        var operation: Risk.Operation
        /// The slot by whose value it changes.
        var value: Int
    }

    var leaves: [Leaf] = []
    var correlated: [CorrelatedLeaves] = []
    /// The streams that decide whether events strike.
    var strikes: [StreamName] = []
    /// One node a slot, in an order in which every slot refers to earlier ones only.
    var nodes: [Node] = []
    /// The values that each slot may take; nil where any will do.
    var ranges: [ClosedRange<Double>?] = []
    var paths: [QuantityPath] = []

    var slotCount: Int { nodes.count }

    /// Adds a slot, which may refer to earlier ones; returns its number.
    mutating func append(_ node: Node, path: QuantityPath, range: ClosedRange<Double>?) -> Int {
        nodes.append(node)
        ranges.append(range)
        paths.append(path)
        return nodes.count - 1
    }
}

// MARK: - Drawing

/// What the campaign-wide values of some trials follow from.
struct SharedScores: Sendable {
    /// A column of standard normal scores a leaf, correlated where the leaves are.
    var leaves: [[Double]]
    /// A column of numbers in (0, 1) an event, which strikes where its number lies below its probability.
    var strikes: [[Double]]
}

extension SharedProgram {
    /// The number of independent numbers behind a trial: one a leaf, then one an event.
    var inputCount: Int { leaves.count + strikes.count }

    /// The independent numbers in (0, 1) behind `trials`: a column an input.
    func uniforms(trials: Range<Int>, points: PointSet) -> [[Double]] {
        points.uniforms(trials, inputs: leaves.map(\.stream) + strikes)
    }

    /// The scores that follow from independent numbers in (0, 1), a column an input.
    func scores(uniforms: [[Double]]) -> SharedScores {
        var scores = uniforms.prefix(leaves.count).map { $0.map(NormalLaw.quantile) }
        for leaves in correlated { leaves.correlate(&scores) }
        return SharedScores(leaves: scores, strikes: Array(uniforms.dropFirst(leaves.count)))
    }

    /// The scores of `trials`.
    func scores(trials: Range<Int>, points: PointSet) -> SharedScores {
        scores(uniforms: uniforms(trials: trials, points: points))
    }

    /// The scores of `trials` that are drawn independently.
    func scores(trials: Range<Int>, noise: NoiseKey) -> SharedScores {
        scores(trials: trials, points: .independent(noise))
    }

    /// The values of all slots in `trials`, and how often each slot had to be held within its domain.
    func draw(trials: Range<Int>, noise: NoiseKey) -> SharedDraws {
        draw(scores(trials: trials, noise: noise), count: trials.count)
    }

    /// The values of all slots for `count` trials with these scores; the leaves of `leafValues` and the slots of `settings`
    /// take the values given there.
    ///
    /// - Parameter kept: values known before, and by slot whether they stand.
    func draw(
        _ scores: SharedScores, count: Int, leafValues: [Int: Double] = [:], settings: [Int: Double] = [:],
        keeping kept: (draws: SharedDraws, stands: [Bool])? = nil
    ) -> SharedDraws {
        let drawn = nodes.indices.filter { kept?.stands[$0] != true && settings[$0] == nil }
        let values = values(of: Set(drawn.flatMap { nodes[$0].leaves }), scores, count: count, leafValues: leafValues)
        let places = LeafPlaces(leaves: leaves, scores: scores.leaves, fixed: leafValues)
        var columns: [[Double]] = []
        columns.reserveCapacity(nodes.count)
        var held = Array(repeating: 0, count: nodes.count)
        for (slot, node) in nodes.enumerated() {
            if let kept, kept.stands[slot] {
                held[slot] = kept.draws.held[slot]
                columns.append(kept.draws.columns[slot])
            } else if let value = settings[slot] {
                columns.append(Array(repeating: value, count: count))
            } else {
                var column = evaluate(node, values, scores.strikes, columns, count, places)
                if let range = ranges[slot] { held[slot] = Self.hold(&column, in: range) }
                columns.append(column)
            }
        }
        return SharedDraws(columns: columns, held: held)
    }

    /// The values of some leaves; empty columns for the others.
    private func values(
        of wanted: Set<Int>, _ scores: SharedScores, count: Int, leafValues: [Int: Double]
    ) -> [[Double]] {
        leaves.indices.map { number in
            guard wanted.contains(number) else { return [] }
            if let value = leafValues[number] { return Array(repeating: value, count: count) }
            var column = scores.leaves[number]
            column.withUnsafeMutableBufferPointer { leaves[number].law.apply($0) }
            return column
        }
    }

    private func evaluate(
        _ node: Node, _ leaves: [[Double]], _ strikes: [[Double]], _ slots: [[Double]], _ count: Int,
        _ places: LeafPlaces
    ) -> [Double] {
        switch node {
        case .constant(let value): return Array(repeating: value, count: count)
        case .leaf(let index): return leaves[index]
        case .row(let leaf, let values):
            return (0..<count).map { values[places.place(leaf, trial: $0, of: values.count)] }
        case .slot(let index): return slots[index]
        case .binary(let operation, let left, let right):
            let left = evaluate(left, leaves, strikes, slots, count, places)
            let right = evaluate(right, leaves, strikes, slots, count, places)
            return zip(left, right).map { operation($0, $1) }
        case .choice(let chooser, let options):
            return (0..<count).map { trial in
                let number = Int(slots[chooser][trial]) - 1
                return slots[options[min(max(number, 0), options.count - 1)]][trial]
            }
        case .strike(let event, let probability):
            return zip(strikes[event], slots[probability]).map { $0 < $1 ? 1 : 0 }
        case .changed(let node, let changes):
            var column = evaluate(node, leaves, strikes, slots, count, places)
            for change in changes {
                for index in column.indices where slots[change.strike][index] == 1 {
                    column[index] = change.operation(column[index], slots[change.value][index])
                }
            }
            return column
        }
    }
}

/// Where the values of leaves stand among those that these may take.
private struct LeafPlaces {
    let leaves: [SharedProgram.Leaf]
    let scores: [[Double]]
    /// Values that leaves are set to.
    let fixed: [Int: Double]

    func place(_ leaf: Int, trial: Int, of count: Int) -> Int {
        if let value = fixed[leaf] {
            // The last of those that do not exceed the value.
            let upTo = (leaves[leaf].distribution.probability(upTo: value) * Double(count)).rounded()
            return min(count - 1, max(0, Int(upTo) - 1))
        }
        return min(count - 1, Int(NormalLaw.probability(below: scores[leaf][trial]) * Double(count)))
    }
}

extension Risk.Operation {
    /// The value after the change.
    func callAsFunction(_ value: Double, _ by: Double) -> Double {
        switch self {
        case .multiply: value * by
        case .add: value + by
        case .set: by
        }
    }
}

/// The campaign-wide values of a run of trials.
struct SharedDraws: Sendable {
    /// A column a slot, a value a trial.
    var columns: [[Double]]
    /// For each slot the number of trials in which its value was moved into its domain.
    var held: [Int]
}

extension SharedProgram {
    /// Moves values outside a range to its nearest end and counts them; what is not a number becomes the lower end.
    private static func hold(_ column: inout [Double], in range: ClosedRange<Double>) -> Int {
        var count = 0
        for index in column.indices where !(column[index] >= range.lowerBound && column[index] <= range.upperBound) {
            count += 1
            column[index] = column[index] > range.upperBound ? range.upperBound : range.lowerBound
        }
        return count
    }
}

extension QuantityKey {
    /// The smallest and largest value that a simulation takes.
    var range: ClosedRange<Double> {
        switch domain {
        case .share: 0...1
        case .positive: 1e-300...1e300
        case .nonNegative: 0...1e300
        case .fromOne, .wholeNumber: 1...(greatest ?? 1e9)
        case .correlation: -1...1
        }
    }
}
