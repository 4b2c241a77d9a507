// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// How far each uncertain assumption has to move by itself until the decision changes.
struct SwitchingValueChart {
    let stress: Stress
    let words: StressWords

    private static let most = 12

    /// The chart; nil where no uncertain assumption changes anything within its range.
    var chart: Chart? {
        let rows = stress.switchingValues.filter(\.assumption.isUncertain).flatMap { moved in
            moved.values.filter(\.isApart).map { (moved.assumption, $0) }
        }.sorted { abs($0.1.distance) < abs($1.1.distance) }.prefix(Self.most)
        guard !rows.isEmpty else { return nil }
        let texts = rows.map { assumption, switching in
            "\(words.label(assumption)) \(switching.isAbove ? "above" : "below") "
                + "\(words.value(switching, of: assumption)): \(words.change(switching))"
        }
        let data = zip(rows, texts).map { row, text -> [ChartData.Value] in
            [
                .text(text), .number(row.1.distance), .text(row.1.breaks ? "plan gets worse" : "plan gets better"),
                .number(row.1.value),
            ]
        }
        return Chart(
            name: "flips", title: "How far each assumption is from changing the decision",
            reading:
                "0 is where the assumption stands now; 1 is one standard deviation of what nobody knows about it, and values "
                + "beyond 2.6 are less likely than one in a hundred. The nearer to 0, the more it decides.",
            alternative: "Switching values. "
                + zip(rows, texts).map { "\($1), \(words.distance($0.1, of: $0.0)) away" }.joined(separator: "; ")
                + ".",
            data: ChartData(["row", "distance", "effect", "value"], rows: data), drawing: drawing(texts))
    }

    private func drawing(_ order: [String]) -> JSONValue {
        let x: JSONValue = [
            "field": "distance", "type": "quantitative", "scale": ["domain": [-2.7, 2.7], "nice": false],
            "axis": ["title": "standard deviations away", "tickCount": 6, "domain": false],
        ]
        let y = ChartStyle.rows(order)
        let tips: JSONValue = [
            ChartStyle.tip("row", "switching value"), ChartStyle.tip("distance", "standard deviations", format: ".2f"),
            ChartStyle.tip("effect", "effect"),
        ]
        return [
            "width": ChartStyle.width, "height": ChartStyle.rowStep,
            "layer": [
                [
                    "data": ["values": [["at": 0]]], "mark": ["type": "rule", "opacity": 0.6],
                    "encoding": ["x": ["field": "at", "type": "quantitative"]],
                ],
                [
                    "mark": ["type": "rule", "strokeWidth": 3, "opacity": 0.35],
                    "encoding": ["y": y, "x": x, "x2": ["datum": 0]],
                ],
                [
                    "mark": ["type": "point", "filled": true, "size": 110, "opacity": 1],
                    "encoding": [
                        "y": y, "x": x, "tooltip": tips,
                        "color": [
                            "field": "effect", "type": "nominal",
                            "scale": [
                                "domain": ["plan gets worse", "plan gets better"],
                                "range": [.string(ChartStyle.worse), .string(ChartStyle.better)],
                            ],
                        ],
                    ],
                ], ChartStyle.rowNames(order),
            ],
        ]
    }
}
