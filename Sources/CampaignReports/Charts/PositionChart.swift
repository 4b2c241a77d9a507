// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Where outcomes stand in their forecasts: a point a campaign on the way from the lowest to the highest that was forecast, over bands that
/// hold 50 and 90 of 100 outcomes of right forecasts.
struct PositionChart {
    /// A campaign.
    struct Row {
        /// Its name, unlike that of the others.
        var name: String
        /// Where the outcome stands, 0…1.
        var position: Double
        /// What is said when the pointer rests on it.
        var tip: String
    }

    let title: String
    let rows: [Row]

    /// The chart's name in a page.
    static let name = "positions"

    /// The chart.
    var chart: Chart {
        let data = ChartData(
            ["row", "in words", "position"],
            rows: rows.map { [.text($0.name), .text($0.tip), .number($0.position)] })
        let inside = rows.count { (0.05...0.95).contains($0.position) }
        return Chart(
            name: Self.name, title: title,
            reading:
                "A point is a campaign; the darker band holds 50 of 100 outcomes of right forecasts, both bands 90. Points of right forecasts "
                + "are spread evenly over the whole width.",
            alternative: "\(title). \(inside) of \(rows.count) outcomes lie in the band that holds 90 of 100. "
                + rows.map { "\($0.name): \($0.tip)" }.joined(separator: "; ") + ".",
            data: data, drawing: drawing)
    }

    private var drawing: JSONValue {
        let order = rows.map(\.name)
        let scale: JSONValue = ["domain": [0, 1], "nice": false]
        let axis = Figure.Style.percent.axis(title: "share of the forecast below the outcome")
        func x(_ field: String) -> JSONValue {
            ["field": .string(field), "type": "quantitative", "scale": scale, "axis": axis]
        }
        func band(_ low: Double, _ high: Double) -> JSONValue {
            [
                "data": ["values": [["low": .double(low), "high": .double(high)]]],
                "mark": ["type": "rect", "color": .string(ChartStyle.splits[0]), "opacity": 0.13],
                "encoding": ["x": x("low"), "x2": ["field": "high"]],
            ]
        }
        let way: JSONValue = [
            "mark": ["type": "rule", "opacity": 0.25],
            "encoding": ["y": ChartStyle.rows(order), "x": ["datum": 0], "x2": ["datum": 1]],
        ]
        let point: JSONValue = [
            "mark": [
                "type": "point", "filled": true, "size": 90, "color": .string(ChartStyle.splits[0]), "opacity": 1,
            ],
            "encoding": [
                "y": ChartStyle.rows(order), "x": x("position"),
                "tooltip": [ChartStyle.tip("row", "campaign"), ChartStyle.tip("in words", "outcome")],
            ],
        ]
        return [
            "width": ChartStyle.width, "height": ChartStyle.rowStep,
            "layer": [band(0.05, 0.95), band(0.25, 0.75), way, point, ChartStyle.rowNames(order)],
        ]
    }
}
