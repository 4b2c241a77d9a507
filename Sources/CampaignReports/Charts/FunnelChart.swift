// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What becomes of the views: a row for each count on the way to orders, on an axis of ratios, with its share of views or clicks.
struct FunnelChart {
    let forecast: Forecast

    /// The counts from the first to the last, and what each is a share of. Leads are left out: some lines count them, others do not.
    private static let steps: [(metric: Metric, base: Metric?)] = [
        (.views, nil), (.engagements, .views), (.clicks, .views), (.conversions, .clicks),
    ]
    private static let columns = ["p5", "p25", "p50", "p75", "p95"]

    private var names: [String] { forecast.splits.map { Displayed.clean($0.name) } }

    /// The counts that some split has.
    private var drawn: [(metric: Metric, base: Metric?)] {
        Self.steps.filter { step in forecast.splits.contains { Self.mean(step.metric, $0) != nil } }
    }

    /// The mean of a count; nil where there is none of it.
    private static func mean(_ metric: Metric, _ split: SplitForecast) -> Estimate? {
        split.total.metrics[metric]?.mean.flatMap { $0.value > 0 ? $0 : nil }
    }

    /// The chart; nil where nothing is ordered by way of other counts.
    var chart: Chart? {
        let steps = drawn
        guard steps.count > 1 else { return nil }
        var rows: [[ChartData.Value]] = []
        var words: [String] = []
        var (least, most) = (Double.infinity, 1.0)
        for split in forecast.splits {
            var labels: [String] = []
            for (step, base) in steps {
                guard let mean = Self.mean(step, split) else { continue }
                let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map {
                    split.total.metrics[step]?.quantile($0)?.value ?? .nan
                }
                guard quantiles.allSatisfy(\.isFinite) else { continue }
                let share = base.flatMap { base in
                    Self.mean(base, split).map { ", \(Self.share(mean.value / $0.value)) of \(base.title)" }
                }
                let label = "\(step.title): \(Figure(mean).text(.count, digits: 3)) on average\(share ?? "")"
                let tip = "90 of 100 campaigns between \(Self.count(quantiles[0])) and \(Self.count(quantiles[4]))"
                rows.append(
                    [.text(Displayed.clean(split.name)), .text(step.title), .text(label), .text(tip)]
                        + (quantiles + [mean.value]).map { .number(Swift.max(1, $0)) })
                most = Swift.max(most, quantiles[4], mean.value)
                least = Swift.min(least, quantiles[0])
                labels.append(label)
            }
            words.append("\(Displayed.clean(split.name)): \(labels.joined(separator: "; "))")
        }
        guard !rows.isEmpty else { return nil }
        return Chart(
            name: "funnel", title: "From views to orders",
            reading:
                "What is left of the views on the way to orders, on an axis of ratios: the further a row stands to the left, the "
                + "more is lost. The point is the mean, the thick line holds 50 of 100 campaigns, the thin one 90. Conversions "
                + "include orders that no link tracks; no count is drawn below 1.",
            alternative: "From views to orders by split. \(words.joined(separator: ". ")).",
            data: ChartData(["split", "row", "label", "in words"] + Self.columns + ["mean"], rows: rows),
            drawing: drawing(steps.map(\.metric.title), powers(Swift.max(1, least), most)))
    }

    /// The powers of ten between two counts, which an axis of ratios names.
    private func powers(_ low: Double, _ high: Double) -> JSONValue {
        .array(sequence(first: 1.0) { $0 * 10 }.prefix { $0 <= high }.filter { $0 >= low }.map { .double($0) })
    }

    private func drawing(_ order: [String], _ ticks: JSONValue) -> JSONValue {
        let axis = Figure.Style.count.axis(title: "").merging(["title": .null, "values": ticks])
        func x(_ field: String) -> JSONValue {
            [
                "field": .string(field), "type": "quantitative", "scale": ["type": "log", "nice": false],
                "axis": axis,
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
