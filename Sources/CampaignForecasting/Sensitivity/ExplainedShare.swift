// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// The share of an output's variance that one input explains, from trials that were drawn for another purpose.
///
/// Trials are sorted by the input and cut into cells, equal in the middle and halved again and again towards both ends, so that
/// heavy tails are followed too. In each cell a straight line through the trials stands for what the input explains, and the
/// squared residuals, each over 1 less its leverage (HC2; MacKinnon and White 1985), for what it does not: the share is
/// 1 − residual / whole. So a line is followed exactly and a curve up to its bend within a cell.
///
/// The error is the delta method's over the trials, that of a share of nothing, and what half as many cells in the middle change;
/// the interval is Student's with the degrees of freedom that the kurtosis of the influences leaves (Satterthwaite 1946), since
/// a few trials may carry the variance.
struct ExplainedShare {
    /// The most cells in the middle, and the least trials of a cell at an end.
    private static let (most, least) = (16, 12)

    private let fine, coarse: [[Int]]
    private let input: [Double]

    /// The cells of an input with a value a trial.
    init(of input: [Double]) {
        let order = input.indices.sorted { (input[$0], $0) < (input[$1], $1) }
        self.input = input
        fine = Self.cells(input, order, most: Self.most)
        coarse = Self.cells(input, order, most: Self.most / 2)
    }

    /// Rows in the order of the input, cut where values differ.
    private static func cells(_ input: [Double], _ order: [Int], most: Int) -> [[Int]] {
        let step = max(2 * least, order.count / most)
        var cuts = Set(stride(from: step, through: order.count - step, by: step))
        var width = order.count >= 2 * step ? step / 2 : 0
        while width >= least {
            cuts.formUnion([width, order.count - width])
            width /= 2
        }
        var result: [[Int]] = []
        var start = 0
        for cut in cuts.sorted() + [order.count] where cut > start {
            var end = cut
            while end < order.count, input[order[end]] == input[order[end - 1]] { end += 1 }
            result.append(Array(order[start..<end]))
            start = end
        }
        return result
    }

    /// The share of the variance of an output's components, rows without a finite value left out; nil where they do not spread.
    func share(_ components: [[Double]]) -> VarianceShare? {
        let isKept = input.indices.map { row in components.allSatisfy { $0[row].isFinite } }
        let count = Double(isKept.count { $0 })
        guard count > 2 else { return nil }
        var whole = Array(repeating: 0.0, count: input.count)
        var (left, leftCoarsely) = (whole, whole)
        var parameters = 0
        for component in components {
            let moments = Moments(input.indices.lazy.filter { isKept[$0] }.map { component[$0] })
            guard moments.squares > 1e-24 * count * moments.mean * moments.mean else { continue }
            for row in input.indices where isKept[row] {
                whole[row] += (component[row] - moments.mean) * (component[row] - moments.mean) * count / (count - 1)
            }
            parameters = addResiduals(of: component, mean: moments.mean, in: fine, isKept, to: &left)
            _ = addResiduals(of: component, mean: moments.mean, in: coarse, isKept, to: &leftCoarsely)
        }
        func mean(_ column: [Double]) -> Double { column.reduce(0, +) / count }
        let variance = mean(whole)
        guard variance > 0, variance.isFinite else { return nil }
        let value = 1 - mean(left) / variance
        let influences = input.indices.lazy.filter { isKept[$0] }
            .map { ((1 - value) * whole[$0] - left[$0]) / variance }
        let (squares, fourths) = influences.reduce(into: (0.0, 0.0)) { sums, influence in
            let square = influence * influence
            sums.0 += square / count
            sums.1 += square * square / count
        }
        let bend = (mean(leftCoarsely) - mean(left)) / variance
        // Lines through nothing but chance explain about as much as they have parameters.
        let chance = (1 - value) * (1 - value) * 2 * Double(max(0, parameters - 1)) / (count * count)
        let kurtosis = squares > 0 ? fourths / (squares * squares) : 3
        let degrees = max(1, count / max(1, kurtosis - 1))
        let student = Distribution.student(location: 0, scale: 1, degrees: degrees)
        return VarianceShare(
            value: value, standardError: (squares / count + bend * bend + chance).squareRoot(),
            quantile: max(StandardNormal.z975, student.quantile(score: StandardNormal.z975)))
    }

    /// Adds to each row the squared residual of its cell's line over 1 less its leverage; the number of lines' parameters.
    private func addResiduals(
        of component: [Double], mean: Double, in cells: [[Int]], _ isKept: [Bool], to sums: inout [Double]
    ) -> Int {
        var parameters = 0
        for cell in cells {
            let rows = cell.filter { isKept[$0] }
            guard rows.count > 1 else {
                // Nothing can be said of a trial alone; it counts as not explained.
                for row in rows { sums[row] += (component[row] - mean) * (component[row] - mean) }
                continue
            }
            let size = Double(rows.count)
            let cellMean = rows.reduce(0.0) { $0 + component[$1] } / size
            let scale = rows.reduce(0.0) { max($0, abs(input[$1])) }
            let (inverse, centre): (Double, Double)
            if scale > 0, scale.isFinite {
                inverse = 1 / scale
                centre = rows.reduce(0.0) { $0 + input[$1] / scale } / size
            } else {
                (inverse, centre) = (0, 0)
            }
            var (square, product) = (0.0, 0.0)
            for row in rows {
                let place = input[row] * inverse - centre
                square += place * place
                product += place * (component[row] - cellMean)
            }
            let isSloped = square > 1e-24 * size && input[rows[0]] != input[rows[rows.count - 1]]
            parameters += isSloped ? 2 : 1
            for row in rows {
                let place = isSloped ? input[row] * inverse - centre : 0
                let residual = component[row] - cellMean - (isSloped ? place * product / square : 0)
                let free = 1 - 1 / size - (isSloped ? place * place / square : 0)
                // A line through a trial that stands apart leaves nothing to judge it by.
                sums[row] += residual * residual / max(free, 1e-6)
            }
        }
        return parameters
    }
}
