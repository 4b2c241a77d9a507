// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// What a sample says of the mean of all that it was taken from, as equally likely values in ascending order.
///
/// The Bayesian bootstrap (Rubin 1981) with two corrections, without which intervals from a few skewed values are too narrow. Weights
/// are Dirichlet with 1 − 4/n for each of n rows instead of 1, so that the mean has the variance that Student's t has with n − 1
/// degrees. And one row more stands for what was not seen: a row again, or with probability 1/2 a value beyond the largest, by
/// an exponential excess as large as that of the √n largest values over the least of them (Pickands 1975 with shape 0).
/// `docs/data.md` says how often the intervals cover.
struct SampleMean {
    let points: [Double]

    private static let pointCount = 512
    /// Rows of a longer sample are added up in so many clusters, dealt one after the other in random order.
    private static let clusters = 1_024

    /// What a sample says of its mean.
    ///
    /// - Parameters:
    ///   - sample: what was observed.
    ///   - most: the most draws of the posterior mean.
    init(_ sample: Sample, most: Int = 8_192) {
        let source = RandomSource(seed: 1)
        source.open(StreamName("sample mean"), trial: 0)
        let values = Self.clustered(sample, source)
        guard let largest = sample.sorted.last, sample.count > 1, values.count > 1 else {
            points = [sample.mean]
            return
        }
        let count = Double(sample.count)
        let top = sample.sorted.suffix(max(2, Int(count.squareRoot().rounded())))
        let excess = top.reduce(0) { $0 + ($1 - (top.first ?? 0)) } / Double(top.count)
        let shape = max(1 - 4 / count, 1 / count)
        // One row's weight in units of a cluster's, which is that of all its rows.
        let unit = Double(values.count) / count
        let draws = min(most, max(2 * Self.pointCount, 2_000_000 / values.count))
        let means = (0..<draws).map { _ in
            let isBeyond = source.uniform() < 0.5
            let unseen =
                isBeyond
                ? largest + excess * source.gamma(shape: 1)
                : sample.values[min(sample.count - 1, Int(source.uniform() * count))]
            let weight = unit * source.gamma(shape: shape)
            var (sum, total) = (weight * unseen, weight)
            for value in values {
                let weight = source.gamma(shape: shape)
                sum += weight * value
                total += weight
            }
            return sum / total
        }.sorted()
        points = (0..<Self.pointCount).map {
            means[Int((Double($0) + 0.5) / Double(Self.pointCount) * Double(draws))]
        }
    }

    /// The rows, or the means of clusters of them that are as large as each other to a row.
    private static func clustered(_ sample: Sample, _ source: RandomSource) -> [Double] {
        guard sample.count > clusters else { return sample.values }
        var sums = Array(repeating: (sum: 0.0, count: 0.0), count: clusters)
        for (place, row) in source.shuffled(sample.count).enumerated() {
            sums[place % clusters].sum += sample.values[row]
            sums[place % clusters].count += 1
        }
        return sums.map { $0.sum / $0.count }
    }

    /// The same as a distribution.
    var distribution: Distribution { .sample(Sample(table: "", rows: Array(points.indices), values: points)) }
}
