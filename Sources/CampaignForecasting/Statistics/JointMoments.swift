// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Means of several columns with their squares and products of deviations, over rows in which all are finite; merged in a fixed order
/// it gives the same bytes always.
///
/// Source: Chan, Golub, LeVeque 1983, "Algorithms for computing the sample variance", The American Statistician 37(3).
struct JointMoments: Sendable, Equatable {
    private(set) var count = 0.0
    private(set) var means: [Double]
    /// By column, then by column.
    private var products: [[Double]]
    private var least, greatest: [Double]

    /// Takes in columns of one length.
    init(_ columns: [[Double]]) {
        means = columns.map { _ in 0 }
        products = columns.map { _ in columns.map { _ in 0 } }
        least = columns.map { _ in .infinity }
        greatest = columns.map { _ in -.infinity }
        for row in (columns.first ?? []).indices where columns.allSatisfy({ $0[row].isFinite }) {
            count += 1
            let before = columns.indices.map { columns[$0][row] - means[$0] }
            for column in columns.indices {
                let value = columns[column][row]
                means[column] += before[column] / count
                least[column] = min(least[column], value)
                greatest[column] = max(greatest[column], value)
                for other in 0...column {
                    products[column][other] += before[other] * (value - means[column])
                }
            }
        }
    }

    /// Takes in the rows behind `other`.
    mutating func merge(_ other: JointMoments) {
        guard other.count > 0 else { return }
        guard count > 0 else { return self = other }
        let apart = zip(means, other.means).map { $1 - $0 }
        let weight = count * other.count / (count + other.count)
        for column in means.indices {
            means[column] += apart[column] * other.count / (count + other.count)
            least[column] = min(least[column], other.least[column])
            greatest[column] = max(greatest[column], other.greatest[column])
            for place in 0...column {
                products[column][place] += other.products[column][place] + apart[column] * apart[place] * weight
            }
        }
        count += other.count
    }

    /// The standard error of a function of the means that has these slopes there (the delta method).
    func standardError(slopes: [Double]) -> Double {
        guard count > 1 else { return .nan }
        var spread = 0.0
        for column in means.indices {
            for other in 0...column {
                let times = other == column ? 1.0 : 2.0
                spread += times * slopes[column] * slopes[other] * products[column][other]
            }
        }
        return (max(0, spread) / (count - 1) / count).squareRoot()
    }

    /// The most that one row has of a column's sum of squared deviations: where that is much, the mean hangs on a few rows.
    var greatestShare: Double {
        means.indices.map { column in
            let far = max(greatest[column] - means[column], means[column] - least[column])
            return products[column][column] > 0 ? far * far / products[column][column] : 0
        }.max() ?? 0
    }
}
