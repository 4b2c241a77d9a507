// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Elementary effects on a grid of four levels an input: a screening that takes few evaluations.
///
/// A trajectory starts at a random grid point of {0, 1/3, 2/3, 1} and moves one input after the other, in random order,
/// by Δ = 2/3. An elementary effect is the change of the output over Δ; its mean absolute value μ* says how much an input
/// moves the output, the standard deviation σ how much that depends on where the others stand. A grid level u stands for the
/// quantile at 0.05 + 0.9 u of the input; correlations are left aside, as one input moves alone.
/// Sources: Morris 1991, Technometrics 33(2); μ* of Campolongo, Cariboni and Saltelli 2007.
struct MorrisStudy<Model: StudyModel> {
    let model: Model
    let trajectories: Int
    /// The number of rows over whose luck each point's output is averaged.
    let luck: Int
    /// The inputs that are on or off, as events are: the lower two grid levels are off.
    let switches: Set<Int>
    let seed: UInt64
    let threads: Int

    /// The step: p / (2 (p − 1)) with p = 4 grid levels, Morris's choice.
    static var step: Double { 2.0 / 3 }

    /// By trajectory, then by point, the model's columns with a value for each luck; and the order of the inputs moved, with
    /// the sign of each move.
    struct Trajectory: Sendable {
        var points: [SampleTable<Model.Key>]
        var moves: [(input: Int, sign: Double)]
    }

    /// All trajectories.
    func evaluate(in context: RunContext = RunContext()) throws(CancellationError) -> [Trajectory] {
        try BlockLoop.each(
            Array(0..<trajectories), threads: threads, in: context,
            worker: { (model.worker(), RandomSource(seed: seed)) },
            work: { worker, number in trajectory(number, worker.0, worker.1) })
    }

    private func trajectory(_ number: Int, _ worker: Model.Worker, _ source: RandomSource) -> Trajectory {
        source.open(StreamName("morris", use: "trajectory"), trial: number)
        let count = model.inputCount
        let order = source.shuffled(count)
        // A base value from which the step leads up stays on the grid; half the inputs start above and go down.
        let signs = (0..<count).map { _ in source.uniform() < 0.5 ? 1.0 : -1.0 }
        var point = (0..<count).map { input -> Double in
            let base = source.uniform() < 0.5 ? 0 : 1.0 / 3
            return signs[input] > 0 ? base : base + Self.step
        }
        var points = [outputs(at: point, number, worker)]
        for input in order {
            point[input] += signs[input] * Self.step
            points.append(outputs(at: point, number, worker))
        }
        return Trajectory(points: points, moves: order.map { ($0, signs[$0]) })
    }

    /// The model's columns at a grid point, a value for each luck of the trajectory.
    private func outputs(at point: [Double], _ number: Int, _ worker: Model.Worker) -> SampleTable<Model.Key> {
        let scores = point.enumerated().map { input, gridLevel in
            Array(repeating: score(input, gridLevel), count: luck)
        }
        let own = number * luck..<(number + 1) * luck
        return model.evaluate(StudyRows(scores: scores, trials: own, luck: .campaigns), with: worker)
    }

    private func score(_ input: Int, _ gridLevel: Double) -> Double {
        // The score of an event that surely strikes is low: it strikes where its number lies below its probability.
        if switches.contains(input) { return gridLevel < 0.5 ? 8 : -8 }
        return NormalLaw.quantile(0.05 + 0.9 * gridLevel)
    }
}

// MARK: - Effects

/// The elementary effects of an input on an output, in the output's unit over the step of the grid as a whole.
public struct ElementaryEffects: Sendable, Equatable {
    /// Mean of the absolute effects, μ*, with its standard error.
    public var meanAbsolute: Estimate
    /// Mean effect, μ, with its standard error: its sign is the direction.
    public var mean: Estimate
    /// Standard deviation of the effects, σ: how much the effect depends on the other inputs.
    public var sd: Double
    /// Effects left out because the output is not finite at an end.
    public var undefined: Int
}

extension MorrisStudy {
    /// The effects of each input on an output, whose value at a point is `value` of the point's columns.
    func effects(_ trajectories: [Trajectory], value: (SampleTable<Model.Key>) -> Double) -> [ElementaryEffects?] {
        var effects = Array(repeating: [Double](), count: model.inputCount)
        for trajectory in trajectories {
            let values = trajectory.points.map(value)
            for (place, move) in trajectory.moves.enumerated() {
                effects[move.input].append((values[place + 1] - values[place]) / (move.sign * Self.step))
            }
        }
        return effects.map { effects in
            let moments = Moments(effects)
            guard let mean = moments.estimate, let absolute = Moments(effects.map(abs)).estimate else { return nil }
            return ElementaryEffects(
                meanAbsolute: absolute, mean: mean, sd: moments.sd ?? 0, undefined: effects.count - moments.count)
        }
    }
}
