// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// Proper scores of forecasts; lower is better.
///
/// Source: Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and estimation", JASA 102(477).
public enum ForecastScore {
    /// The continuous ranked probability score of draws: mean |x − y| − ½ mean |x − x′|.
    ///
    /// - Parameters:
    ///   - draws: one or more finite numbers, in ascending order.
    ///   - outcome: what happened.
    ///   - members: how many independent draws these stand for; pairs of a draw with itself are then left out, so that the score does not
    ///     depend on their number (Ferro 2014, "Fair scores for ensemble forecasts", Q. J. R. Meteorol. Soc. 140). Nil leaves them in.
    public static func rankedProbability(draws: [Double], outcome: Double, members: Int? = nil) -> Double {
        let count = Double(draws.count)
        let error = draws.reduce(0.0) { $0 + abs($1 - outcome) } / count
        // Σ over pairs of |xᵢ − xⱼ|: the i-th smallest of n exceeds i − 1 and is below n − i others.
        let pairs = draws.enumerated().reduce(0.0) { sum, item in
            sum + (2 * Double(item.offset) + 1 - count) * item.element
        }
        let fairness = members.map { $0 > 1 ? Double($0) / Double($0 - 1) : 0 } ?? 1
        return error - pairs / (count * count) * fairness
    }

    /// How much of the score of a simpler forecast is saved: 1 of a perfect forecast, 0 of one that is no better; nil where the
    /// simpler one is perfect.
    ///
    /// - Parameters:
    ///   - score: of the forecast.
    ///   - reference: that of the simpler one.
    public static func skill(_ score: Double, against reference: Double) -> Double? {
        reference == 0 ? nil : 1 - score / reference
    }
}

/// How dense draws lie around a value.
enum DrawDensity {
    /// The density of a law at a value by normal kernels around draws from it, the value itself taken as one draw more: what lies far beyond
    /// all draws has the density that a first draw there would give it, and not one that the kernels' tails make up.
    ///
    /// - Parameters:
    ///   - value: where.
    ///   - draws: the draws among `count` that lie on the scale of the value, in ascending order.
    ///   - count: all draws; the others lie elsewhere.
    /// - Returns: nil where all draws are the same, which has no density.
    static func value(at value: Double, of draws: [Double], among count: Int) -> Double? {
        guard let width = bandwidth(draws) else { return nil }
        let sum = draws.reduce(1.0) { sum, draw in
            let distance = (value - draw) / width
            return sum + Double.exp(-distance * distance / 2)
        }
        return sum / (width * (2 * Double.pi).squareRoot() * Double(count + 1))
    }

    /// Silverman's rule: 0.9 n^(−1/5) times the standard deviation or the interquartile range over 1.34, whichever is less and above 0.
    ///
    /// Source: Silverman 1986, "Density estimation for statistics and data analysis", equation 3.31.
    private static func bandwidth(_ draws: [Double]) -> Double? {
        guard draws.count > 1 else { return nil }
        let n = Double(draws.count)
        let mean = draws.reduce(0, +) / n
        let deviation = (draws.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
        let range = Ranks.quantile(ofSorted: draws, 0.75) - Ranks.quantile(ofSorted: draws, 0.25)
        guard let spread = [deviation, range / 1.34].filter({ $0 > 0 && $0.isFinite }).min() else { return nil }
        return 0.9 * spread * Double.pow(n, -0.2)
    }
}
