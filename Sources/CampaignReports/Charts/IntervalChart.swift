// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Intervals beneath each other: a thin line holds 90 of 100 campaigns, a thick one 50, a point the median.
struct IntervalChart {
    /// One interval.
    struct Row {
        /// What it is of.
        var name: String
        /// The quantiles at 5, 25, 50, 75 and 95 %; what is infinite is drawn to the end of the axis.
        var quantiles: [Double]
        /// What is said when the pointer rests on it.
        var tip: String
    }

    let name: String
    let title: String
    let reading: String
    let axisTitle: String
    let style: Figure.Style
    let rows: [Row]
    /// Where a line is drawn through all rows; nil for none.
    var reference: Double?
    var isLogarithmic = false

    private static let columns = ["p5", "p25", "p50", "p75", "p95"]

    /// The chart; nil where there is no row whose median is finite.
    var chart: Chart? {
        let drawn = rows.filter { $0.quantiles.count == 5 && $0.quantiles[2].isFinite }
        guard !drawn.isEmpty else { return nil }
        let finite = drawn.flatMap(\.quantiles).filter(\.isFinite) + (reference.map { [$0] } ?? [])
        guard let low = finite.min(), let high = finite.max(), !isLogarithmic || low > 0 else { return nil }
        let data = ChartData(
            ["row", "in words"] + Self.columns,
            rows: drawn.map { row in
                [.text(row.name), .text(row.tip)]
                    + row.quantiles.map { .number(Swift.max(low, Swift.min(high, $0))) }
            })
        return Chart(
            name: name, title: title, reading: reading,
            alternative: "\(title). " + drawn.map { "\($0.name): \($0.tip)" }.joined(separator: "; ") + ".", data: data,
            drawing: drawing(drawn.map(\.name), low, high))
    }

    private func drawing(_ order: [String], _ low: Double, _ high: Double) -> JSONValue {
        let pad = (high - low) * 0.03
        let scale =
            isLogarithmic
            ? ChartStyle.scale(low * 0.9, high * 1.1, isLogarithmic: true)
            : ChartStyle.scale(low - pad, high > low ? high + pad : low + 1, isLogarithmic: false)
        let axis = style.axis(title: axisTitle)
        func x(_ field: String) -> JSONValue {
            ["field": .string(field), "type": "quantitative", "scale": scale, "axis": axis]
        }
        let y = ChartStyle.rows(order)
        let tips: JSONValue = [ChartStyle.tip("row", "of"), ChartStyle.tip("tip", "figures")]
        func bar(_ low: String, _ high: String, _ size: JSONValue, _ opacity: JSONValue) -> JSONValue {
            [
                "mark": [
                    "type": "rule", "strokeWidth": size, "color": .string(ChartStyle.splits[0]), "opacity": opacity,
                ],
                "encoding": ["y": y, "x": x(low), "x2": ["field": .string(high)], "tooltip": tips],
            ]
        }
        let point: JSONValue = [
            "mark": [
                "type": "point", "filled": true, "size": 80, "color": .string(ChartStyle.splits[0]), "opacity": 1,
            ],
            "encoding": ["y": y, "x": x("p50"), "tooltip": tips],
        ]
        var layers = [bar("p5", "p95", 2, 0.8), bar("p25", "p75", 7, 0.6), point, ChartStyle.rowNames(order)]
        if let reference {
            layers.insert(
                [
                    "data": ["values": [["at": .double(reference)]]],
                    "mark": ["type": "rule", "strokeDash": [4, 4], "opacity": 0.7],
                    "encoding": ["x": ["field": "at", "type": "quantitative"]],
                ], at: 0)
        }
        return ["width": ChartStyle.width, "height": ChartStyle.rowStep, "layer": .array(layers)]
    }
}
