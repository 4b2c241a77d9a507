// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// First and total Sobol' indices of a model of independent sets of inputs, at randomly shifted Sobol' points.
///
/// Two points A and B are drawn; for each set the point that is A but for the set's inputs, which come from B, is evaluated.
/// With V the variance of the output, `a` and `b` the outputs at A and B, `c` that at A with other luck, and `dᵢ` that at the
/// mixed point with the luck of `c`,
///
///     first order Sᵢ = E[b (dᵢ − c)] / V          (Saltelli et al. 2010, table 2, line b)
///     total       Tᵢ = E[(a − dᵢ)² − (a − c)²] / 2V  (Jansen 1999, less what luck alone brings)
///
/// where luck is what no input describes: since `a`, `b` have one luck and `c`, `dᵢ` another, both are shares of V that the
/// inputs explain on average over luck. Without luck `c` = `a`, and these are the usual estimators.
struct SobolStudy<Model: StudyModel> {
    let model: Model
    /// Independent sets of inputs.
    let sets: [[Int]]
    /// Points in each of the `shifts` shifted copies, a power of two.
    let points: Int
    let seed: UInt64
    let threads: Int

    /// The number of shifted copies of the points, from whose differences the errors follow.
    static var shifts: Int { 16 }
    /// The 97.5th percentile of Student's t with 15 degrees of freedom.
    static var quantile: Double { 2.131449545559323 }
    /// How many evaluations a point takes: A, B, A again, and one a set.
    var evaluationsPerPoint: Int { sets.count + 3 }

    /// The model's columns at all points: a table an evaluation (a, b, c, d₁, …).
    func evaluate(in context: RunContext = RunContext()) throws(CancellationError) -> [SampleTable<Model.Key>] {
        try BlockLoop.merged(
            [], trials: points * Self.shifts, threads: threads, in: context, worker: { model.worker() },
            work: { worker, rows in evaluations(rows, worker) })
    }

    /// The coordinates of A, then those of B.
    private var inputs: [StreamName] {
        (0..<2 * model.inputCount).map { StreamName("sobol points", use: "random \($0)") }
    }

    private func evaluations(_ rows: Range<Int>, _ worker: Model.Worker) -> [SampleTable<Model.Key>] {
        let coordinates = PointSet.sobol(points: points, seed: seed).uniforms(rows, inputs: inputs)
        let (one, other) = (
            Array(coordinates.prefix(model.inputCount)), Array(coordinates.dropFirst(model.inputCount))
        )
        func outputs(_ uniforms: [[Double]], _ luck: NoiseKey.Purpose) -> SampleTable<Model.Key> {
            model.evaluate(StudyRows(scores: model.scores(uniforms: uniforms), trials: rows, luck: luck), with: worker)
        }
        return [outputs(one, .studied), outputs(other, .studied), outputs(one, .contrasted)]
            + sets.map { set in
                var mixed = one
                for input in set { mixed[input] = other[input] }
                return outputs(mixed, .contrasted)
            }
    }
}

// MARK: - Indices

/// The Sobol' indices of one set of inputs.
public struct SobolIndex: Sendable, Equatable {
    /// What the set explains alone.
    public var first: VarianceShare
    /// What it explains alone and together with others.
    public var total: VarianceShare
}

/// The Sobol' indices of an output.
struct SobolIndices: Sendable, Equatable {
    /// By set.
    var sets: [SobolIndex]
    /// What all inputs explain together; the rest is luck.
    var together: VarianceShare
    /// Points left out because the output is undefined at one of their evaluations.
    var undefined: Int
}

extension SobolStudy {
    /// The indices of an output, from the columns of all evaluations; nil where it does not spread.
    func indices(
        of output: StudiedColumns<Model.Key>, _ evaluations: [SampleTable<Model.Key>]
    ) -> SobolIndices? {
        let parts = output.values(evaluations)
        let components = parts[0].count
        var sums = Array(repeating: SobolSums(sets: sets.count), count: Self.shifts)
        var undefined = 0
        let means = (0..<components).map { Moments(parts[0][$0] + parts[1][$0]).mean }
        for row in 0..<points * Self.shifts {
            let values = parts.map { evaluation in
                (0..<components).map { evaluation[$0][row] - means[$0] }
            }
            guard values.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
                undefined += 1
                continue
            }
            sums[row / points].add(values)
        }
        return SobolSums.indices(sums, quantile: Self.quantile, undefined: undefined)
    }
}

/// Sums over points of the products that Sobol' indices are made of.
private struct SobolSums {
    private var variance = 0.0
    private var together = 0.0
    private var first: [Double]
    private var total: [Double]

    init(sets: Int) {
        first = Array(repeating: 0, count: sets)
        total = first
    }

    /// Takes in a point: for each evaluation the components less their means.
    mutating func add(_ values: [[Double]]) {
        for component in values[0].indices {
            let (a, b, c) = (values[0][component], values[1][component], values[2][component])
            variance += (a * a + b * b) / 2
            together += (a * a + b * b - (a - c) * (a - c)) / 2
            for set in first.indices {
                let mixed = values[set + 3][component]
                first[set] += b * (mixed - c)
                total[set] += ((a - mixed) * (a - mixed) - (a - c) * (a - c)) / 2
            }
        }
    }

    /// The indices from the sums of shifted copies, with errors by leaving out one copy at a time (the jackknife).
    static func indices(_ copies: [SobolSums], quantile: Double, undefined: Int) -> SobolIndices? {
        guard let one = copies.first, copies.allSatisfy({ $0.variance > 0 }) else { return nil }
        func share(_ part: (SobolSums) -> Double) -> VarianceShare {
            let parts = copies.map(part)
            let variances = copies.map(\.variance)
            let (top, bottom) = (parts.reduce(0, +), variances.reduce(0, +))
            let without = zip(parts, variances).map { (top - $0) / (bottom - $1) }
            let count = Double(copies.count)
            let spread = Moments(without).squares * (count - 1) / count
            return VarianceShare(value: top / bottom, standardError: spread.squareRoot(), quantile: quantile)
        }
        return SobolIndices(
            sets: one.first.indices.map { set in
                SobolIndex(first: share { $0.first[set] }, total: share { $0.total[set] })
            },
            together: share { $0.together }, undefined: undefined)
    }
}
