// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A track week by week as a fan: bands that hold 90 and 50 of 100 campaigns, and the median.
struct WeeklyChart {
    let forecast: Forecast
    let currency: Currency
    let track: WeeklyForecast.Track

    private var names: [String] { forecast.splits.filter { $0.weekly != nil }.map { Displayed.clean($0.name) } }

    private var style: Figure.Style { track.flow == .orders ? .count : .money(currency) }

    private var title: String {
        switch (track.flow, track.isCumulative) {
        case (let flow, false): "\(flow.rawValue.capitalisedFirst) each week"
        case (.cash, true): "Cash position"
        case (let flow, true): "\(flow.rawValue.capitalisedFirst) from week 1 on"
        }
    }

    /// The chart; nil where time is left out.
    var chart: Chart? {
        var rows: [[ChartData.Value]] = []
        var ends: [String] = []
        for split in forecast.splits {
            guard let weekly = split.weekly, let weeks = weekly.tracks[track] else { continue }
            for week in 0..<weekly.weeks {
                let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { wanted in
                    weeks[week].quantiles.first { $0.probability == wanted }?.value ?? .nan
                }
                rows.append(
                    [.text(Displayed.clean(split.name)), .number(Double(week + 1))] + quantiles.map { .number($0) })
            }
            if let last = weeks.prefix(weekly.weeks).last,
                let middle = last.quantiles.first(where: { $0.probability == 0.5 })
            {
                ends.append(
                    "\(Displayed.clean(split.name)) has a median of \(Figure(middle).text(style, digits: 3)) in week "
                        + "\(weekly.weeks)")
            }
        }
        guard !rows.isEmpty else { return nil }
        return Chart(
            name: "weeks-\(track.name.hyphenated)", title: title,
            reading: "The line is the median; the dark band holds 50 of 100 campaigns, the light one 90"
                + (track.flow == .cash ? "; below the dashed line more was paid than earned." : "."),
            alternative: "\(title) by split. \(ends.joined(separator: "; ")).",
            data: ChartData(["split", "week", "p5", "p25", "p50", "p75", "p95"], rows: rows), drawing: drawing)
    }

    private var drawing: JSONValue {
        let x: JSONValue = [
            "field": "week", "type": "quantitative", "scale": ["nice": false, "zero": false],
            "axis": ["title": "week", "tickMinStep": 1, "format": "d", "grid": false],
        ]
        func y(_ field: String) -> JSONValue {
            [
                "field": .string(field), "type": "quantitative",
                "axis": style.axis(title: "").merging(["title": .null, "tickCount": 4]),
            ]
        }
        let colour = ChartStyle.colour(of: names).merging(["legend": .null])
        func band(_ low: String, _ high: String, _ opacity: JSONValue) -> JSONValue {
            [
                "mark": ["type": "area", "opacity": opacity],
                "encoding": ["x": x, "y": y(low), "y2": ["field": .string(high)], "color": colour],
            ]
        }
        let tips: JSONValue = .array(
            [ChartStyle.tip("split", "split"), ChartStyle.tip("week", "week")]
                + ["p5", "p50", "p95"].map { ChartStyle.tip($0, $0 == "p50" ? "median" : $0, format: ",.4~g") })
        let zero: JSONValue = [
            "data": ["values": [["zero": 0]]], "mark": ["type": "rule", "strokeDash": [4, 4], "opacity": 0.7],
            "encoding": ["y": ["field": "zero", "type": "quantitative"]],
        ]
        let layers = [
            band("p5", "p95", 0.22), band("p25", "p75", 0.42),
            ["mark": ["type": "line", "strokeWidth": 2], "encoding": ["x": x, "y": y("p50"), "color": colour]],
            [
                "mark": ["type": "point", "size": 120, "opacity": 0, "filled": true],
                "encoding": ["x": x, "y": y("p50"), "tooltip": tips],
            ],
        ]
        return ChartStyle.shown(names).merging([
            "facet": ChartStyle.facet(names), "columns": 1, "spacing": 8,
            "spec": [
                "width": ChartStyle.width, "height": 110, "layer": .array(layers + (track.flow == .cash ? [zero] : [])),
            ],
        ])
    }
}
