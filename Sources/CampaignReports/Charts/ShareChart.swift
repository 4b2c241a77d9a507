// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Bars that each add to a whole, cut into parts.
struct ShareChart {
    /// A part of a bar.
    struct Part {
        /// The split, whose bars stand together.
        var split: String
        /// The bar.
        var bar: String
        /// The part.
        var part: String
        /// Its share of the bar.
        var share: Double
        /// What is said when the pointer rests on it.
        var tip: String
    }

    let name: String
    let title: String
    let reading: String
    let splits: [String]
    let bars: [String]
    let parts: [String]
    let colours: JSONValue
    let values: [Part]

    /// The chart; nil where there is nothing to share.
    var chart: Chart? {
        guard values.contains(where: { $0.share > 0 }) else { return nil }
        let data = ChartData(
            ["split", "bar", "part", "order", "share", "tip"],
            rows: values.map { value in
                [
                    .text(value.split), .text(value.bar), .text(value.part),
                    .number(Double(parts.firstIndex(of: value.part) ?? 0)), .number(Swift.max(0, value.share)),
                    .text(value.tip),
                ]
            })
        let sentences = splits.flatMap { split in
            bars.map { bar in
                let own = values.filter { $0.split == split && $0.bar == bar }
                let list = own.map { "\($0.part) \(Figure($0.share, error: 0.01).text(.percent))" }
                return "\(split), \(bar): \(list.joined(separator: ", "))"
            }
        }
        return Chart(
            name: name, title: title, reading: reading,
            alternative: "\(title). " + sentences.joined(separator: "; ") + ".", data: data, drawing: drawing)
    }

    private var drawing: JSONValue {
        ChartStyle.shown(splits).merging([
            "facet": ChartStyle.facet(splits), "columns": 1, "spacing": 8,
            "spec": [
                "width": ChartStyle.width, "height": ["step": 26],
                "mark": ["type": "bar", "stroke": "currentColor", "strokeWidth": 0.4, "strokeOpacity": 0.5],
                "encoding": [
                    "y": [
                        "field": "bar", "type": "nominal", "sort": .array(bars.map { .string($0) }),
                        "axis": ["title": .null, "ticks": false, "domain": false, "grid": false],
                        "scale": ["paddingInner": 0.15, "paddingOuter": 0.05],
                    ],
                    "x": [
                        "field": "share", "type": "quantitative", "stack": "normalize",
                        "axis": [
                            "format": ".0%", "title": .null, "values": [0, 0.25, 0.5, 0.75, 1], "domain": false,
                        ],
                    ],
                    "color": [
                        "field": "part", "type": "nominal",
                        "scale": ["domain": .array(parts.map { .string($0) }), "range": colours],
                    ], "order": ["field": "order", "type": "quantitative"],
                    "tooltip": [
                        ChartStyle.tip("split", "split"), ChartStyle.tip("bar", "of"), ChartStyle.tip("part", "part"),
                        ChartStyle.tip("tip", "figures"),
                    ],
                ],
            ],
        ])
    }
}
