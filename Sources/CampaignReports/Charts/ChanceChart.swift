// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// How likely a metric comes out at least as well as each value, by split, with the goals drawn.
struct ChanceChart {
    let forecast: Forecast
    let goals: [Goal]
    let currency: Currency
    let metric: Metric

    private var style: Figure.Style { Figure.Style(metric, currency: currency) }
    private var names: [String] { forecast.splits.map { Displayed.clean($0.name) } }
    private var side: String { metric.isBetterLower ? "at most" : "at least" }

    /// The chart; nil where the metric has no finite value.
    var chart: Chart? {
        guard let distribution = forecast.distributions.first(where: { $0.metric == metric }),
            let first = distribution.edges.first, let last = distribution.edges.last
        else { return nil }
        var rows: [[ChartData.Value]] = []
        for (name, split) in zip(names, distribution.splits) {
            // What is undefined never comes out well.
            let defined = 1 - Double(split.undefined) / Double(Swift.max(1, split.trials))
            for (number, value) in split.percentiles.enumerated() where value >= first && value <= last {
                let below = Double(number + 1) / 100
                rows.append([
                    .text(name), .number(value), .number(defined * (metric.isBetterLower ? below : 1 - below)),
                ])
            }
        }
        guard !rows.isEmpty else { return nil }
        let title = "Chance of \(side) so \(metric.unit == .count ? "many" : "much"): \(metric.title)"
        return Chart(
            name: "chance-\(metric.rawValue.hyphenated)", title: title,
            reading: "Go up from a value to a line: its height is the chance that \(metric.title) "
                + "\(metric.unit == .count ? "are" : "is") \(side) that value"
                + (own.isEmpty ? "." : "; upright lines are the goals."),
            alternative: "Lines of the chance of \(side) each value of \(metric.title), by split."
                + goalSentences, data: ChartData(["split", "value", "chance"], rows: rows),
            drawing: drawing(first, last, isLogarithmic: distribution.isLogarithmic))
    }

    private var own: [Goal] { goals.filter { $0.metric == metric } }

    private var goalSentences: String {
        own.map { goal in
            let chances = forecast.splits.compactMap { split in
                split.goals.first { $0.goal == goal }.map { "\(Displayed.clean(split.name)) \(Figure.chance($0.met))" }
            }
            return " \(goal.text(currency)): \(chances.joined(separator: ", "))."
        }.joined()
    }

    private func drawing(_ first: Double, _ last: Double, isLogarithmic: Bool) -> JSONValue {
        // A goal outside the distributions widens the axis, unless it lies so far off that they could not be seen.
        let width = last - first
        let near = own.map(\.bound).filter { $0 > first - width && $0 < last + width && (!isLogarithmic || $0 > 0) }
        let (low, high) = (Swift.min(first, near.min() ?? first), Swift.max(last, near.max() ?? last))
        let scale = ChartStyle.scale(low, high, isLogarithmic: isLogarithmic)
        let ticks = isLogarithmic ? Ticks.ratios(low, high) : Ticks.even(low, high)
        let axis = style.axis(title: metric.title).merging(["values": .array(ticks.map { .double($0) })])
        let x: JSONValue = ["field": "value", "type": "quantitative", "scale": scale, "axis": axis]
        let y: JSONValue = [
            "field": "chance", "type": "quantitative", "scale": ["domain": [0, 1]],
            "axis": ["format": ".0%", "tickCount": 5, "title": .null, "domain": false],
        ]
        let tips: JSONValue = [
            ChartStyle.tip("split", "split"), ChartStyle.tip("value", metric.title, format: ",.4~g"),
            ChartStyle.tip("chance", "chance", format: ".0%"),
        ]
        let lines: JSONValue = [
            "mark": ["type": "line", "strokeWidth": 2.5, "clip": true],
            "encoding": [
                "x": x, "y": y,
                "color": ChartStyle.colour(of: names).merging(["legend": legend]),
                "strokeDash": dashes,
            ],
        ]
        let points: JSONValue = [
            "mark": ["type": "point", "filled": true, "size": 90, "opacity": 0],
            "encoding": ["x": x, "y": y, "color": ChartStyle.colour(of: names), "tooltip": tips],
        ]
        let rules = near.map { rule(at: $0, isRight: $0 > low + (high - low) / 2) }
        return ChartStyle.shown(names).merging([
            "width": ChartStyle.width, "height": 250, "transform": [],
            "layer": .array([lines, points].map(filtered) + rules),
        ])
    }

    /// An upright line at the bound of a goal, with the bound beside it.
    private func rule(at bound: Double, isRight: Bool) -> JSONValue {
        let label = (metric.isBetterLower ? "≤ " : "≥ ") + Figure(exactly: bound).text(style)
        return [
            "data": ["values": [["bound": .double(bound), "label": .string(label)]]],
            "layer": [
                [
                    "mark": ["type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5],
                    "encoding": ["x": ["field": "bound", "type": "quantitative"]],
                ],
                [
                    "mark": [
                        "type": "text", "align": isRight ? "right" : "left", "dx": isRight ? -5 : 5,
                        "baseline": "top", "fontWeight": "bold",
                    ],
                    "encoding": [
                        "x": ["field": "bound", "type": "quantitative"], "y": ["value": 2],
                        "text": ["field": "label", "type": "nominal"],
                    ],
                ],
            ],
        ]
    }

    /// Goals are drawn whatever splits are switched on, so the filter stands with the lines.
    private func filtered(_ layer: JSONValue) -> JSONValue {
        layer.merging(["transform": [["filter": "indexof(shown, datum.split) >= 0"]]])
    }

    /// As many names in a line as fit on a phone.
    private var legend: JSONValue {
        let longest = names.map(\.count).max() ?? 0
        let columns = Swift.max(1, Swift.min(names.count, 46 / (longest + 6)))
        return ["symbolType": "stroke", "symbolSize": 400, "columns": .integer(columns)]
    }

    private var dashes: JSONValue {
        let patterns: [JSONValue] = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2], [12, 4], [3, 5], [1, 3]]
        return .object([
            "field": "split", "type": "nominal",
            "scale": [
                "domain": .array(names.map { .string($0) }),
                "range": .array(names.indices.map { patterns[$0 % patterns.count] }),
            ],
        ])
    }
}
