// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// An estimate between the ends of an interval, each with the digits that it supports, in one order: what is printed never
/// says that the lower end is above the estimate, or prints one number in two ways.
struct FigureRange {
    /// The lower end, the estimate, the upper end, in this order.
    let figures: [Figure]

    /// An estimate and its interval.
    init(low: Figure, middle: Figure, high: Figure) { figures = [low, middle, high] }

    /// The texts of the lower end, the estimate and the upper end.
    ///
    /// Where rounding each at its own digit would turn two of them around, or print equal ones differently, all are rounded at
    /// the coarsest of their digits.
    func texts(_ style: Figure.Style, digits: Int? = nil) -> [String] {
        let places = figures.map { $0.place(style, digits: digits) }
        let texts = figures.map { $0.text(style, digits: digits) }
        guard
            zip(figures.indices, figures.indices.dropFirst()).allSatisfy({ one, other in
                Self.agree(
                    (figures[one], places[one], texts[one]), (figures[other], places[other], texts[other]))
            })
        else {
            let coarsest = zip(figures, places).filter { $0.0.value.isFinite }.map(\.1).max() ?? 0
            return figures.map { $0.text(style, place: coarsest, isExact: false) }
        }
        return texts
    }

    private typealias Printed = (figure: Figure, place: Int, text: String)

    /// Whether two neighbours are printed in order, and alike where they are printed as one number.
    private static func agree(_ one: Printed, _ other: Printed) -> Bool {
        guard one.figure.value.isFinite, other.figure.value.isFinite else { return true }
        let low = DecimalNumber(one.figure.value).rounded(toPlace: one.place)
        let high = DecimalNumber(other.figure.value).rounded(toPlace: other.place)
        return low == high ? one.text == other.text : low.isBelow(high)
    }
}

extension FigureRange {
    /// Median and 90 % interval of quantiles; nil where one is missing.
    init?(_ quantiles: [QuantileEstimate]) {
        guard let low = quantiles.at(0.05), let middle = quantiles.at(0.5), let high = quantiles.at(0.95) else {
            return nil
        }
        self.init(low: Figure(low), middle: Figure(middle), high: Figure(high))
    }
}
