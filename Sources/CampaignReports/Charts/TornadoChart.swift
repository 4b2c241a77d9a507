// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What the best split returns on average where each assumption is low, and where it is high.
struct TornadoChart {
    let sensitivity: Sensitivity
    let currency: Currency
    let metric: Metric

    private static let most = 10

    private var style: Figure.Style { Figure.Style(metric, currency: currency) }
    private static let (lowest, highest) = ("assumption low", "assumption high")

    /// A row of the chart.
    private struct Row {
        var name: String
        var low, high: Double
        var share: Double
    }

    private var findings: OutputSensitivity? { sensitivity[.metric(metric, split: sensitivity.leader)] }

    private var rows: [Row] {
        guard let findings else { return [] }
        let rows = zip(sensitivity.inputs, findings.effects).compactMap { input, effect -> Row? in
            guard case .bins(let binned) = effect, binned.bins.count > 1, let low = binned.bins.first?.mean,
                let high = binned.bins.last?.mean
            else { return nil }
            return Row(
                name: Displayed.clean(QuantityPath.short(input.label)), low: low.value, high: high.value,
                share: binned.share.held)
        }
        return Array(rows.sorted { $0.share > $1.share }.prefix(Self.most).filter { $0.share > 0.002 })
    }

    /// The chart; nil where nothing is uncertain or the study is not one of bins.
    var chart: Chart? {
        let rows = rows
        guard !rows.isEmpty, let findings, let mean = findings.mean else { return nil }
        let split = Displayed.clean(sensitivity.splits[sensitivity.leader])
        let title = "What drives the \(metric.title) of \(split)"
        func text(_ value: Double) -> String {
            Figure(value, error: Swift.max(mean.standardError, abs(value) * 0.005)).text(style, digits: 3)
        }
        let data = rows.flatMap { row -> [[ChartData.Value]] in
            [(Self.lowest, row.low), (Self.highest, row.high)].map { end, value in
                [
                    .text(row.name), .text(end), .number(value), .number(Swift.min(row.low, row.high)),
                    .number(Swift.max(row.low, row.high)),
                    .text(
                        "mean \(text(value)); explains \(Figure(row.share, error: 0.01).text(.percent)) of the variance"
                    ),
                ]
            }
        }
        return Chart(
            name: "tornado-\(metric.rawValue.hyphenated)", title: title,
            reading: "Each bar joins the mean \(metric.title) of the campaigns in which the assumption is in its "
                + "lowest tenth with that in its highest tenth; the dashed line is the mean of all.",
            alternative: "\(title). "
                + rows.map { "\($0.name): \(text($0.low)) where it is low, \(text($0.high)) where it is high" }
                .joined(separator: "; ") + ".",
            data: ChartData(["row", "end", "mean", "from", "to", "tip"], rows: data),
            drawing: drawing(rows.map(\.name), mean: mean.value))
    }

    /// What tells the two ends of a bar apart.
    private func byEnd(_ range: JSONValue) -> JSONValue {
        [
            "field": "end", "type": "nominal",
            "scale": ["domain": [.string(Self.lowest), .string(Self.highest)], "range": range],
        ]
    }

    private func drawing(_ order: [String], mean: Double) -> JSONValue {
        let axis = style.axis(title: "mean \(metric.title)")
        func x(_ field: String) -> JSONValue {
            [
                "field": .string(field), "type": "quantitative",
                "scale": ["zero": false, "nice": false, "padding": 12],
                "axis": axis,
            ]
        }
        let y = ChartStyle.rows(order)
        return [
            "width": ChartStyle.width, "height": ChartStyle.rowStep,
            "layer": [
                [
                    "data": ["values": [["at": .double(mean)]]],
                    "mark": ["type": "rule", "strokeDash": [4, 4], "opacity": 0.7],
                    "encoding": ["x": ["field": "at", "type": "quantitative"]],
                ],
                [
                    "mark": ["type": "rule", "strokeWidth": 8, "opacity": 0.25],
                    "encoding": ["y": y, "x": x("from"), "x2": ["field": "to"]],
                ],
                [
                    "mark": ["type": "point", "filled": true, "size": 110, "opacity": 1],
                    "encoding": [
                        "y": y, "x": x("mean"),
                        "color": byEnd(ChartStyle.ends), "shape": byEnd(["circle", "diamond"]),
                        "tooltip": [
                            ChartStyle.tip("row", "assumption"), ChartStyle.tip("end", "where"),
                            ChartStyle.tip("tip", "figures"),
                        ],
                    ],
                ], ChartStyle.rowNames(order),
            ],
        ]
    }
}
