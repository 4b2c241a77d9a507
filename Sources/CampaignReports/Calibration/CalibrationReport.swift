// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignLearning
internal import CampaignModel

/// What results taught, ready to be told.
public struct CalibrationReport: Sendable {
    /// What was found.
    public let calibration: Calibration
    /// Whether what was learnt stands although the results were not foreseen.
    public let acceptsUnforeseen: Bool
    /// The copy of the scenario; nil where none is written.
    public let output: String?

    /// The report of a calibration.
    ///
    /// - Parameters:
    ///   - calibration: what was found.
    ///   - acceptsUnforeseen: whether what was learnt stands although the results were not foreseen.
    ///   - output: the copy of the scenario; nil where none is asked for.
    public init(_ calibration: Calibration, acceptsUnforeseen: Bool, output: String?) {
        self.calibration = calibration
        self.acceptsUnforeseen = acceptsUnforeseen
        self.output = output
    }

    /// Whether what was learnt stands.
    public var isKept: Bool { calibration.isKept && (calibration.check.isForeseen || acceptsUnforeseen) }

    /// The answer in a few sentences.
    public var sentence: String {
        guard calibration.check.isForeseen || acceptsUnforeseen else { return unforeseen }
        guard calibration.isKept else {
            return "Nothing is learnt: \(calibration.failures.map(\.words).joined(separator: "; ")). "
                + "What results say has another shape than the law that would stand for it."
        }
        return [known, open].compactMap(\.self).joined(separator: " ")
    }

    /// That the assumptions did not let expect this, and what lies farthest off.
    private var unforeseen: String {
        let off = calibration.check.sums.filter { sum in
            let ends = sum.expected.map(\.value)
            return ends.count == 3 && !(ends[0]...ends[2]).contains(sum.found)
        }
        let named = off.prefix(3).map { sum in
            "\(sum.kind.rawValue) of \(Displayed.clean(sum.line)), \(text(sum, sum.found)) where \(range(sum)) was to be expected"
        }
        return "These results were not foreseeable by the assumptions: results as far off as these or farther come in "
            + "\(chance) of campaigns under them, and \(Self.least) is the least that is accepted."
            + (named.isEmpty ? "" : " Farthest off: \(named.joined(separator: "; ")).")
            + " Nothing is learnt; widen what is assumed first."
    }

    /// How likely results are as far off as these.
    var chance: String {
        let (value, count) = (calibration.check.probability, Double(calibration.check.replicates))
        guard value > 1.5 / (count + 1) else { return "less than " + Figure(exactly: 0.002).text(.percent) }
        return Figure(value, error: (value * (1 - value) / count).squareRoot()).text(.percent)
    }

    private static let least = Figure(exactly: PriorCheck.leastProbability).text(.percent)

    // MARK: - What is known now

    /// The figures that the sentence is about: what orders cost in fees, or their number where no fee is paid.
    private var told: [Calibration.LearntFigure] {
        let costs = calibration.figures.filter { $0.kind == .feePerOrder }
        return costs.isEmpty ? calibration.figures : costs
    }

    private var known: String? {
        let parts = told.map { figure in
            "\(figure.kind.words) \(Displayed.clean(figure.line)) to \(Self.factor(figure.after)) either way, before to "
                + Self.factor(figure.before)
        }
        return parts.isEmpty ? nil : "You now know \(parts.joined(separator: ", and "))."
    }

    /// The quantities of which most is still open though what they make together is known better.
    private var open: String? {
        let apart: [QuantityKey?] = [.orderValue, .refundRate]
        let still = calibration.quantities.filter {
            $0.width > 0.8 && !apart.contains($0.before.shownKey) && !$0.before.path.isSpread
        }
        guard !still.isEmpty else { return nil }
        let names = still.prefix(4).map { "\(Self.name($0)) (\(Self.share($0.width)) of what was open)" }
        let more = still.count > 4 ? " and \(still.count - 4) more" : ""
        return "The rates behind it are still open: \(names.joined(separator: ", "))\(more)."
    }

    /// What a quantity is called.
    static func name(_ quantity: Calibration.LearntQuantity) -> String {
        Displayed.clean(QuantityPath.short(quantity.before.label))
    }

    /// How much is still open; what widens by the noise of draws is all open.
    static func share(_ width: Double) -> String { Figure(Swift.min(1, width), error: 0.02).text(.percent) }

    /// Half of the interval from 5 to 95 % as a factor.
    static func factor(_ quantiles: [QuantileEstimate]) -> String {
        guard quantiles.count == 3, quantiles[0].value > 0 else { return "an unknown factor" }
        let factor = (quantiles[2].value / quantiles[0].value).squareRoot()
        let error =
            factor / 2
            * ((quantiles[0].standardError / quantiles[0].value).magnitude
                + (quantiles[2].standardError / quantiles[2].value).magnitude)
        return "a factor of " + Figure(factor, error: Swift.max(error, factor * 0.005)).text(.factor)
    }

    // MARK: - Numbers

    private var currency: Currency { Currency(code: calibration.subject.scenario.currency) }

    /// A number of a sum: money or a count.
    func text(_ sum: PriorCheck.Sum, _ value: Double, error: Double = 0) -> String {
        switch sum.kind {
        case .views, .clicks, .orders, .refunds: Figure(value, error: error).text(.count)
        case .value, .fees: Figure(value, error: error).text(.money(currency))
        }
    }

    /// What nine of ten campaigns would have brought.
    func range(_ sum: PriorCheck.Sum) -> String {
        guard let low = sum.expected.first, let high = sum.expected.last else { return Figure.undefined }
        return
            "\(text(sum, low.value, error: low.standardError)) to \(text(sum, high.value, error: high.standardError))"
    }

    /// A quantile of a figure.
    func text(_ figure: Calibration.LearntFigure, _ quantile: QuantileEstimate) -> String {
        switch figure.kind {
        case .ordersPerPost: Figure(quantile).text(.factor)
        case .feePerOrder: Figure(quantile).text(.money(currency))
        }
    }
}

extension Calibration.LearntFigure.Kind {
    /// What the figure is, before the name of a line.
    var words: String {
        switch self {
        case .ordersPerPost: "tracked orders a post of"
        case .feePerOrder: "the fee for a tracked order of"
        }
    }
}

extension GateFailure {
    /// Which gate a law failed, and by how much.
    var words: String {
        func number(_ value: Double) -> String { Figure(value, error: 0.01).text(.factor) }
        switch self {
        case .shape(let value):
            return
                "the tail of the weights has the shape \(number(value)), and \(number(Gates.largestShape)) is the most that is trusted"
        case .effectiveShare(let share):
            return "\(Figure(share, error: 0.01).text(.percent)) of the draws count, and half is the least"
        case .effectiveDraws(let count):
            return
                "\(Figure(count, error: 1).text(.count)) draws count, and \(Figure(exactly: Gates.leastDraws).text(.count)) is the least"
        case .quantile(let statistic, let probability, let deviations):
            return
                "the \(Figure(exactly: probability).text(.percent)) point of \(Displayed.clean(statistic)) is off by "
                + "\(number(abs(deviations))) standard deviations, and \(number(Gates.largestShift)) is the most"
        case .fit(.impossibleAtCentre): return "under the medians of the assumptions these results cannot happen at all"
        case .fit(.degenerate): return "no draw of the assumptions explains these results"
        }
    }
}
