// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// The exact law of Kolmogorov's distance between a sample and a continuous law.
///
/// Sources: Marsaglia, Tsang, Wang 2003, "Evaluating Kolmogorov's distribution", J. Stat. Soft. 8(18); far in the tail twice
/// Smirnov's one-sided law, as in Simard and L'Ecuyer 2011, "Computing the two-sided Kolmogorov–Smirnov distribution",
/// J. Stat. Soft. 39(11).
public enum KolmogorovLaw {
    /// Above it the limit law with Stephens's correction is used (1970, JRSS B 32(1)), which errs by less than 0.001.
    static let largestExact = 2_000

    /// The largest distance between the distribution function of a sample and that of uniform numbers.
    ///
    /// - Parameter sample: numbers of 0…1 in any order.
    public static func distance(_ sample: [Double]) -> Double {
        let count = Double(sample.count)
        return sample.sorted().enumerated().reduce(0.0) { largest, item in
            let rank = Double(item.offset)
            return max(largest, item.element - rank / count, (rank + 1) / count - item.element)
        }
    }

    /// The probability of the sample's distance from uniform numbers, or of a larger one; 1 of no sample.
    ///
    /// - Parameter sample: numbers of 0…1 in any order.
    public static func probability(ofUniform sample: [Double]) -> Double {
        sample.isEmpty ? 1 : probability(above: distance(sample), count: sample.count)
    }

    /// The probability that the distance of `count` numbers is `distance` or more.
    public static func probability(above distance: Double, count: Int) -> Double {
        let n = Double(count)
        guard distance > 0.5 / n else { return 1 }
        guard distance < 1 else { return 0 }
        let square = n * distance * distance
        // The chance that both sides are exceeded is less than 10⁻²⁴ of the chance of one.
        if square > 7 { return min(1, 2 * oneSided(distance, count)) }
        if count > largestExact { return limit(distance, count) }
        return min(1, max(0, 1 - below(distance, count)))
    }

    /// The distance that `count` uniform numbers exceed with a probability in 0…1, to four digits.
    public static func distance(exceededWith probability: Double, count: Int) -> Double {
        // Beyond a hundred numbers the limit law gives as many digits, at once.
        let law = { count > 100 ? limit($0, count) : Self.probability(above: $0, count: count) }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if law(middle) > probability { low = middle } else { high = middle }
        }
        return high
    }
}

// MARK: - Parts of the law

extension KolmogorovLaw {
    /// P(D⁺ ≥ d) = d Σⱼ C(n, j) (d + j/n)^{j−1} (1 − d − j/n)^{n−j} over j ≤ n(1 − d) (Smirnov 1944; all terms are positive).
    private static func oneSided(_ distance: Double, _ count: Int) -> Double {
        let n = Double(count)
        let logs = (0...Int(clamping: n * (1 - distance))).compactMap { (j: Int) -> Double? in
            let share = Double(j) / n
            let rest = 1 - distance - share
            guard rest > 0 || j == count else { return nil }
            let tail = j == count ? 0 : Double(count - j) * Double.log(rest)
            return BinomialLaw.logWays(j, of: count) + Double(j - 1) * Double.log(distance + share) + tail
        }
        let largest = logs.max() ?? 0
        return distance * Double.exp(largest) * logs.reduce(0.0) { $0 + Double.exp($1 - largest) }
    }

    /// 2 Σ (−1)^{k−1} e^{−2k²x²} with x = d (√n + 0.12 + 0.11/√n).
    private static func limit(_ distance: Double, _ count: Int) -> Double {
        let root = Double(count).squareRoot()
        let x = distance * (root + 0.12 + 0.11 / root)
        let sum = (1...100).reduce(0.0) { sum, k in
            let term = Double.exp(-2 * Double(k * k) * x * x)
            return sum + (k.isMultiple(of: 2) ? -term : term)
        }
        return min(1, max(0, 2 * sum))
    }

    /// P(D < d) by the power of a matrix: with d = (k − h)/n, n!/nⁿ times the entry (k, k) of Hⁿ.
    private static func below(_ distance: Double, _ count: Int) -> Double {
        let n = Double(count)
        let k = Int(clamping: n * distance) + 1
        let size = 2 * k - 1
        let h = Double(k) - n * distance
        var matrix = ScaledMatrix(size: size) { row, column in row - column + 1 >= 0 ? 1 : 0 }
        for index in 0..<size {
            matrix[index, 0] -= Double.pow(h, Double(index + 1))
            matrix[size - 1, index] -= Double.pow(h, Double(size - index))
        }
        matrix[size - 1, 0] += 2 * h - 1 > 0 ? Double.pow(2 * h - 1, Double(size)) : 0
        for row in 0..<size {
            for column in 0..<size where row - column + 1 > 0 {
                matrix[row, column] *= Double.exp(-Double.logGamma(Double(row - column + 2)))
            }
        }
        let power = matrix.raised(to: count)
        // n!/nⁿ as a logarithm loses no digit that a probability needs.
        let logScale = Double.logGamma(n + 1) - n * Double.log(n)
        return Double.exp(Double.log(power[k - 1, k - 1]) + power.logScale + logScale)
    }
}

/// A square matrix whose size is kept apart, so that its powers stay within what numbers can hold.
private struct ScaledMatrix {
    private let size: Int
    private var entries: [Double]
    /// The logarithm of what all entries are to be multiplied by.
    private(set) var logScale = 0.0

    init(size: Int, entry: (_ row: Int, _ column: Int) -> Double) {
        self.size = size
        entries = (0..<size * size).map { entry($0 / size, $0 % size) }
    }

    subscript(row: Int, column: Int) -> Double {
        get { entries[row * size + column] }
        set { entries[row * size + column] = newValue }
    }

    /// The power of a whole number, 1 or above, by squaring.
    func raised(to exponent: Int) -> ScaledMatrix {
        var (result, square, rest) = (ScaledMatrix(size: size) { $0 == $1 ? 1 : 0 }, self, exponent)
        while rest > 0 {
            if !rest.isMultiple(of: 2) { result = result.times(square) }
            rest /= 2
            if rest > 0 { square = square.times(square) }
        }
        return result
    }

    private func times(_ other: ScaledMatrix) -> ScaledMatrix {
        var product = ScaledMatrix(size: size) { _, _ in 0 }
        for row in 0..<size {
            for k in 0..<size {
                let (factor, to, from) = (entries[row * size + k], row * size, k * size)
                if factor == 0 { continue }
                for column in 0..<size { product.entries[to + column] += factor * other.entries[from + column] }
            }
        }
        product.logScale = logScale + other.logScale
        let largest = product.entries.reduce(0.0) { max($0, abs($1)) }
        if largest > 1e100 || (largest < 1e-100 && largest > 0) {
            product.entries = product.entries.map { $0 / largest }
            product.logScale += Double.log(largest)
        }
        return product
    }
}
