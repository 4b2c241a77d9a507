// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Shapley effects: shares of an output's variance that add up whether or not inputs are correlated.
///
/// An input's effect is what learning it adds to the variance explained, averaged over all orders in which the inputs could
/// be learnt. In each trial one random order is walked: at step j the first j inputs have the values of the trial, the others
/// are drawn afresh given them, with other luck. With `a` the output of the trial and `yⱼ` that of step j, the input learnt
/// at step j adds E[(a − E a)(yⱼ − yⱼ₋₁)] to the variance explained. Correlated inputs are drawn given those learnt by the
/// triangle of their correlations in the order of learning.
///
/// Sources: Owen 2014; Song, Nelson and Staum 2016, "Shapley effects for global sensitivity analysis", SIAM/ASA J. Uncertainty
/// Quantification 4(1), for the random orders; Broto, Bachoc and Depecker 2020, for shared and fresh parts of a trial.
struct ShapleyStudy<Model: StudyModel> {
    let model: Model
    let trials: Int
    let seed: UInt64
    let threads: Int

    /// How many evaluations a trial takes: the trial itself, and each step from nothing learnt to everything.
    var evaluationsPerTrial: Int { model.inputCount + 2 }

    /// The model's columns by evaluation (a, y₀, y₁, …), and for each trial the inputs in the order in which they are learnt.
    struct Walks: Sendable, Mergeable {
        var evaluations: [SampleTable<Model.Key>] = []
        var orders: [[Int]] = []

        mutating func merge(_ other: Walks) {
            orders += other.orders
            evaluations.merge(other.evaluations)
        }
    }

    /// All walks.
    func evaluate(in context: RunContext = RunContext()) throws(CancellationError) -> Walks {
        try BlockLoop.merged(
            Walks(), trials: trials, threads: threads, in: context,
            worker: { (model.worker(), RandomSource(seed: seed)) },
            work: { worker, rows in walk(rows, worker.0, worker.1) })
    }

    private func walk(_ rows: Range<Int>, _ worker: Model.Worker, _ source: RandomSource) -> Walks {
        let count = model.inputCount
        func uniforms(_ use: String) -> [[Double]] {
            (0..<count).map { input in
                let stream = StreamName("shapley \(input)", use: use)
                return rows.map { stream.uniform(seed: seed, trial: $0) }
            }
        }
        let known = model.scores(uniforms: uniforms("known"))
        let fresh = uniforms("fresh").map { $0.map(NormalLaw.quantile) }
        let orders = rows.map { order(trial: $0, source) }
        let walkers = rows.indices.map { row in
            Walker(
                order: orders[row - rows.lowerBound], correlated: model.correlated,
                known: known.map { $0[row - rows.lowerBound] }, fresh: fresh.map { $0[row - rows.lowerBound] })
        }
        func outputs(_ scores: [[Double]], _ luck: NoiseKey.Purpose) -> SampleTable<Model.Key> {
            model.evaluate(StudyRows(scores: scores, trials: rows, luck: luck), with: worker)
        }
        var evaluations = [outputs(known, .studied)]
        for step in 0...count {
            let points = walkers.map { $0.scores(learnt: step) }
            let columns = (0..<count).map { input in points.map { $0[input] } }
            evaluations.append(outputs(columns, .contrasted))
        }
        return Walks(evaluations: evaluations, orders: orders)
    }

    /// A random order of the inputs.
    private func order(trial: Int, _ source: RandomSource) -> [Int] {
        source.open(StreamName("shapley", use: "order"), trial: trial)
        return source.shuffled(model.inputCount)
    }
}

/// One trial's way from nothing learnt to everything.
private struct Walker {
    let order: [Int]
    let known: [Double]
    let fresh: [Double]
    /// For each set of correlated inputs these in the order of learning, the triangle of their correlations in that order, and
    /// the independent scores behind the known ones.
    private let correlated: [(inputs: [Int], factor: [Double], known: [Double])]

    init(order: [Int], correlated: [SharedProgram.CorrelatedLeaves], known: [Double], fresh: [Double]) {
        self.order = order
        self.known = known
        self.fresh = fresh
        self.correlated = correlated.map { correlated in
            let inputs = order.filter(correlated.leaves.contains)
            let matrix = correlated.matrix(of: inputs)
            // Any order of a positive definite matrix is one.
            let factor = matrix.choleskyFactor() ?? CorrelationMatrix(count: inputs.count).choleskyFactor() ?? []
            return (inputs, factor, Triangle.solve(factor, inputs.map { known[$0] }))
        }
    }

    /// The scores once the first `count` inputs of the order are learnt.
    func scores(learnt count: Int) -> [Double] {
        var scores = fresh
        let learnt = Set(order.prefix(count))
        for input in learnt { scores[input] = known[input] }
        for set in correlated {
            let independent = set.inputs.enumerated().map { place, input in
                learnt.contains(input) ? set.known[place] : fresh[input]
            }
            for (place, value) in Triangle.multiply(set.factor, independent).enumerated() {
                scores[set.inputs[place]] = value
            }
        }
        return scores
    }
}

/// Lower triangles, row by row.
enum Triangle {
    /// L · x.
    static func multiply(_ factor: [Double], _ x: [Double]) -> [Double] {
        x.indices.map { row in (0...row).reduce(0.0) { $0 + factor[row * x.count + $1] * x[$1] } }
    }

    /// The x with L · x = y.
    static func solve(_ factor: [Double], _ y: [Double]) -> [Double] {
        var x = y
        for row in y.indices {
            for column in 0..<row { x[row] -= factor[row * y.count + column] * x[column] }
            x[row] /= factor[row * y.count + row]
        }
        return x
    }
}

extension SharedProgram.CorrelatedLeaves {
    /// The correlations of some of the leaves, in their order.
    func matrix(of wanted: [Int]) -> CorrelationMatrix {
        let size = leaves.count
        let places = wanted.compactMap { leaves.firstIndex(of: $0) }
        var matrix = CorrelationMatrix(count: places.count)
        for (row, one) in places.enumerated() {
            for (column, other) in places.enumerated() where column < row {
                matrix[row, column] = (0...min(one, other)).reduce(0.0) {
                    $0 + factor[one * size + $1] * factor[other * size + $1]
                }
            }
        }
        return matrix
    }
}

// MARK: - Effects

/// The Shapley effects of an output.
struct ShapleyEffects: Sendable, Equatable {
    /// By input.
    var inputs: [VarianceShare]
    /// What all inputs explain together, the sum of their effects; the rest is luck.
    var together: VarianceShare
    /// Trials left out because the output is undefined at one of their evaluations.
    var undefined: Int
}

extension ShapleyStudy {
    /// The effects of an output; nil where it does not spread.
    func effects(of output: StudiedColumns<Model.Key>, _ walks: Walks) -> ShapleyEffects? {
        let parts = output.values(walks.evaluations)
        let components = parts[0].count
        let kept = (0..<trials).filter { row in parts.allSatisfy { $0.allSatisfy { $0[row].isFinite } } }
        let means = (0..<components).map { component in Moments(kept.map { parts[0][component][$0] }).mean }
        var variance: [Double] = []
        var gains = Array(repeating: [Double](), count: model.inputCount)
        for row in kept {
            var square = 0.0
            var gain = Array(repeating: 0.0, count: model.inputCount)
            for component in 0..<components {
                let own = parts[0][component][row] - means[component]
                square += own * own
                for (step, input) in walks.orders[row].enumerated() {
                    gain[input] += own * (parts[step + 2][component][row] - parts[step + 1][component][row])
                }
            }
            variance.append(square)
            for input in gains.indices { gains[input].append(gain[input]) }
        }
        let all = kept.indices.map { row in gains.reduce(0.0) { $0 + $1[row] } }
        guard kept.count > 1, let together = VarianceShare(of: all, in: variance) else { return nil }
        return ShapleyEffects(
            inputs: gains.compactMap { VarianceShare(of: $0, in: variance) }, together: together,
            undefined: trials - kept.count)
    }
}
