// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The distribution of a metric by split, as bars on axes that all splits share.
struct DistributionChart {
    let forecast: Forecast
    let currency: Currency
    let metric: Metric

    private var style: Figure.Style { Figure.Style(metric, currency: currency) }
    private var names: [String] { forecast.splits.map { Displayed.clean($0.name) } }

    /// The chart; nil where the metric has no finite value.
    var chart: Chart? {
        guard let distribution = forecast.distributions.first(where: { $0.metric == metric }),
            let first = distribution.edges.first, let last = distribution.edges.last
        else { return nil }
        let places = Places(distribution)
        var rows: [[ChartData.Value]] = []
        for (name, split) in zip(names, distribution.splits) {
            func add(_ label: String, from: Double, to: Double, _ count: Int, mark: String = "") {
                rows.append([
                    .text(name), .text(label), .number(from), .number(to),
                    .number(Double(count) / Double(Swift.max(1, split.trials))), .text(mark),
                ])
            }
            for (number, count) in split.counts.enumerated() {
                let (from, to) = (distribution.edges[number], distribution.edges[number + 1])
                add("\(text(from)) – \(text(to))", from: from, to: to, count)
            }
            for (count, outside) in zip([split.above, split.infinite, split.undefined], Outside.allCases) {
                guard let place = places.place(of: outside) else { continue }
                add(
                    outside.label(last: text(last)), from: place.lowerBound, to: place.upperBound, count,
                    mark: outside.rawValue)
            }
        }
        let plot = ForecastPlots(forecast, currency: currency).plot(distribution)
        return Chart(
            name: "distribution-\(metric.rawValue.hyphenated)", title: metric.title.capitalisedFirst,
            reading: "Each bar is the share of imagined campaigns that end there"
                + (distribution.isLogarithmic
                    ? "; on this axis equal distances are equal ratios" : "") + places.reading + ".",
            alternative: alternative, data: ChartData(["split", "range", "from", "to", "share", "mark"], rows: rows),
            plot: plot, drawing: drawing(places, first: first, last: last, isLogarithmic: distribution.isLogarithmic))
    }

    private func text(_ edge: Double) -> String { Figure(edge, error: edge.magnitude / 1000).text(style, digits: 3) }

    private var alternative: String {
        let parts = forecast.splits.compactMap { split -> String? in
            guard let summary = split.total.metrics[metric], let low = summary.quantile(0.05),
                let middle = summary.quantile(0.5), let high = summary.quantile(0.95)
            else { return nil }
            let texts = [middle, low, high].map { Figure($0).text(style, digits: 3) }
            return
                "\(Displayed.clean(split.name)): median \(texts[0]), 90 of 100 campaigns between \(texts[1]) and \(texts[2])"
        }
        return "Histograms of \(metric.title) by split. " + parts.joined(separator: "; ") + "."
    }

    /// What stands below the bars of what lies beyond the axis.
    private static let marks: JSONValue = [
        "transform": [["filter": "datum.mark != ''"]],
        "mark": ["type": "text", "baseline": "top", "dy": 6, "fontSize": 12],
        "encoding": [
            "x": ["field": "centre", "type": "quantitative"], "y": ["datum": 0],
            "text": ["field": "mark", "type": "nominal"],
        ],
    ]

    private func drawing(_ places: Places, first: Double, last: Double, isLogarithmic: Bool) -> JSONValue {
        let scale = ChartStyle.scale(first, places.end, isLogarithmic: isLogarithmic)
        let ticks = isLogarithmic ? Ticks.ratios(first, last) : Ticks.even(first, last)
        let axis = style.axis(title: metric.title).merging(["values": .array(ticks.map { .double($0) })])
        let tips: JSONValue = [
            ChartStyle.tip("split", "split"), ChartStyle.tip("range", metric.title),
            ChartStyle.tip("share", "share of campaigns", format: ".1%"),
        ]
        return ChartStyle.shown(names).merging([
            "facet": ChartStyle.facet(names), "columns": 1, "spacing": 8,
            "spec": [
                "width": ChartStyle.width, "height": 74,
                "layer": [
                    [
                        "mark": ["type": "bar", "binSpacing": 1],
                        "encoding": [
                            "x": [
                                "field": "from", "type": "quantitative", "scale": scale, "axis": axis,
                            ], "x2": ["field": "to"],
                            "y": [
                                "field": "share", "type": "quantitative",
                                "axis": ["format": ".0%", "tickCount": 2, "title": .null, "domain": false],
                            ], "y2": ["datum": 0],
                            "color": ChartStyle.colour(of: names).merging(["legend": .null]), "tooltip": tips,
                        ],
                    ],
                    Self.marks,
                ],
            ],
            "transform": [
                ["filter": "indexof(shown, datum.split) >= 0"],
                [
                    "calculate": .string(isLogarithmic ? "sqrt(datum.from * datum.to)" : "(datum.from + datum.to) / 2"),
                    "as": "centre",
                ],
            ],
        ])
    }
}

// MARK: - Beside the axis

extension DistributionChart {
    /// What lies beyond the axis and has a bar of its own.
    enum Outside: String, CaseIterable {
        case above = "›"
        case infinite = "∞"
        case undefined = "n/a"

        func label(last: String) -> String {
            switch self {
            case .above: "\(last) or more"
            case .infinite: "cost and no order"
            case .undefined: "undefined: nothing spent"
            }
        }

        var meaning: String {
            switch self {
            case .above: "› beyond the axis"
            case .infinite: "∞ cost and no order"
            case .undefined: "n/a undefined, where nothing was spent"
            }
        }
    }

    /// Where the bars beside the axis stand.
    private struct Places {
        private let used: [Outside]
        private let first, last: Double
        private let isLogarithmic: Bool
        private static let (gap, width) = (0.015, 0.05)

        init(_ distribution: MetricDistribution) {
            let splits = distribution.splits
            used = Outside.allCases.filter { outside in
                splits.contains {
                    switch outside {
                    case .above: $0.above > 0
                    case .infinite: $0.infinite > 0
                    case .undefined: $0.undefined > 0
                    }
                }
            }
            first = distribution.edges.first ?? 0
            last = distribution.edges.last ?? 1
            isLogarithmic = distribution.isLogarithmic
        }

        /// The end of the last bar.
        var end: Double { position(1 + Double(used.count) * (Self.gap + Self.width)) }

        func place(of outside: Outside) -> Range<Double>? {
            guard let number = used.firstIndex(of: outside) else { return nil }
            let start = 1 + Double(number) * (Self.gap + Self.width) + Self.gap
            return position(start)..<position(start + Self.width)
        }

        /// A place as a share of the axis: 0 its begin, 1 its end.
        private func position(_ share: Double) -> Double {
            isLogarithmic ? Ticks.between(first, last, share) : first + (last - first) * share
        }

        var reading: String {
            used.isEmpty ? "" : "; beside the axis: " + used.map(\.meaning).joined(separator: ", ")
        }
    }
}
