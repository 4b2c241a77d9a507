// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// What becomes of the views: a row for each count on the way to orders, on an axis of ratios, with its share of the count before.
struct FunnelChart {
    let forecast: Forecast

    /// The counts from the first to the last.
    private static let steps: [Metric] = [.views, .engagements, .clicks, .leads, .conversions]
    private static let columns = ["p5", "p25", "p50", "p75", "p95"]

    private var names: [String] { forecast.splits.map { Displayed.clean($0.name) } }

    /// The counts that some split has.
    private var drawn: [Metric] {
        Self.steps.filter { step in
            forecast.splits.contains { ($0.total.metrics[step]?.mean?.value ?? 0) > 0 }
        }
    }

    /// The chart; nil where nothing is ordered by way of other counts.
    var chart: Chart? {
        let steps = drawn
        guard steps.count > 1 else { return nil }
        var rows: [[ChartData.Value]] = []
        var words: [String] = []
        for split in forecast.splits {
            var before: (metric: Metric, mean: Double)?
            var labels: [String] = []
            for step in steps {
                guard let summary = split.total.metrics[step], let mean = summary.mean, mean.value > 0 else { continue }
                let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { summary.quantile($0)?.value ?? .nan }
                guard quantiles.allSatisfy(\.isFinite) else { continue }
                let share = before.map { ", \(Self.share(mean.value / $0.mean)) of \($0.metric.title)" } ?? ""
                let label = "\(step.title): \(Figure(mean).text(.count, digits: 3)) on average\(share)"
                let tip =
                    "90 of 100 campaigns between \(Self.count(quantiles[0])) and \(Self.count(quantiles[4]))"
                rows.append(
                    [.text(Displayed.clean(split.name)), .text(step.title), .text(label), .text(tip)]
                        + quantiles.map { .number(Swift.max(1, $0)) } + [.number(Swift.max(1, mean.value))])
                labels.append(label)
                before = (step, mean.value)
            }
            words.append("\(Displayed.clean(split.name)): \(labels.joined(separator: "; "))")
        }
        guard !rows.isEmpty else { return nil }
        return Chart(
            name: "funnel", title: "From views to orders",
            reading:
                "Each row counts what is left of the one above it, on an axis of ratios: the further a row moves to the left, the more is "
                + "lost on the way. The point is the mean, the thick line holds 50 of 100 campaigns, the thin one 90. Orders "
                + "include those that no link tracks.",
            alternative: "From views to orders by split. \(words.joined(separator: ". ")).",
            data: ChartData(["split", "row", "label", "in words"] + Self.columns + ["mean"], rows: rows),
            drawing: drawing(steps.map(\.title)))
    }

    private func drawing(_ order: [String]) -> JSONValue {
        let axis = Figure.Style.count.axis(title: "")
        func x(_ field: String) -> JSONValue {
            [
                "field": .string(field), "type": "quantitative", "scale": ["type": "log", "nice": false],
                "axis": axis.merging(["title": .null]),
            ]
        }
        let y = ChartStyle.rows(order)
        let colour = ChartStyle.colour(of: names).merging(["legend": .null])
        let tips: JSONValue = [ChartStyle.tip("label", "of"), ChartStyle.tip("in words", "figures")]
        func bar(_ low: String, _ high: String, _ size: JSONValue, _ opacity: JSONValue) -> JSONValue {
            [
                "mark": ["type": "rule", "strokeWidth": size, "opacity": opacity],
                "encoding": [
                    "y": y, "x": x(low), "x2": ["field": .string(high)], "color": colour, "tooltip": tips,
                ],
            ]
        }
        let point: JSONValue = [
            "mark": ["type": "point", "filled": true, "size": 80, "opacity": 1],
            "encoding": ["y": y, "x": x("mean"), "color": colour, "tooltip": tips],
        ]
        return ChartStyle.shown(names).merging([
            "facet": ChartStyle.facet(names), "columns": 1, "spacing": 8,
            "spec": [
                "width": ChartStyle.width, "height": ChartStyle.rowStep,
                "layer": .array([
                    bar("p5", "p95", 2, 0.8), bar("p25", "p75", 7, 0.6), point,
                    ChartStyle.rowNames(order, field: "label"),
                ]),
            ],
        ])
    }

    private static func share(_ value: Double) -> String {
        Figure(exactly: Figure.twoDigits(value)).text(.percent)
    }

    private static func count(_ value: Double) -> String { Figure(exactly: value.rounded()).text(.count) }
}
