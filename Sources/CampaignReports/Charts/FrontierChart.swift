// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The splits that no other beats in both mean profit and the worst campaigns, and the planner's own beside them.
struct FrontierChart {
    let optimisation: Optimisation
    let currency: Currency

    private static let (frontier, own, best) = ("frontier", "your splits", "best found")

    /// The chart; nil where nothing was found.
    var chart: Chart? {
        guard optimisation.frontier.count > 1 else { return nil }
        let style = Figure.Style.money(currency)
        var rows = optimisation.frontier.map { split -> [ChartData.Value] in
            [
                .text(Self.frontier), .text(""), .number(split.shortfall.value), .number(split.profit.value),
                .text(mix(split.amounts)),
            ]
        }
        // All on the draws of the search: on others a split may lie on either side of the line by luck.
        func place(_ split: ScoredSplit) -> SearchScore {
            split.search ?? SearchScore(profit: split.profit, shortfall: split.shortfall)
        }
        let scored =
            optimisation.own.map { (Self.own, Displayed.clean($0.name ?? ""), $0) } + [
                (Self.best, "best", optimisation.best)
            ]
        rows += scored.map { kind, name, split -> [ChartData.Value] in
            [
                .text(kind), .text(name), .number(place(split).shortfall.value),
                .number(place(split).profit.value), .text(mix(split.amounts)),
            ]
        }
        let places = scored.map { _, name, split in
            let (profit, shortfall) = (place(split).profit, place(split).shortfall)
            let worst = Figure(shortfall).text(style, digits: 3)
            return "\(name): mean \(Figure(profit).text(style, digits: 3)), worst twentieth \(worst)"
        }
        return Chart(
            name: "frontier", title: "Profit against risk",
            reading:
                "Higher is more profit on average, further right a better worst twentieth of campaigns; no split of the search "
                + "that keeps the bounds lies above and to the right of the line.",
            alternative:
                "Efficient frontier of \(optimisation.frontier.count) splits. \(places.joined(separator: "; ")).",
            data: ChartData(["kind", "split", "worst", "profit", "mix"], rows: rows), drawing: drawing(style))
    }

    /// A split in words: each line with its share.
    private func mix(_ amounts: [Double]) -> String {
        zip(optimisation.lines, amounts).filter { $0.1 > 0 }.map { line, amount in
            "\(Displayed.clean(line)) \(Figure(amount / optimisation.budget, error: 0.01).text(.percent))"
        }.joined(separator: ", ")
    }

    /// What tells the splits of the frontier, the planner's own and the best one apart.
    private func byKind(_ range: [JSONValue]) -> JSONValue {
        let kinds = [Self.frontier, Self.own, Self.best].map { JSONValue.string($0) }
        return ["field": "kind", "type": "nominal", "scale": ["domain": .array(kinds), "range": .array(range)]]
    }

    private func drawing(_ style: Figure.Style) -> JSONValue {
        let scale: JSONValue = ["zero": false, "nice": true, "padding": 14]
        let x: JSONValue = [
            "field": "worst", "type": "quantitative", "scale": scale,
            "axis": style.axis(title: "mean profit of the worst 5 %"),
        ]
        let y: JSONValue = [
            "field": "profit", "type": "quantitative", "scale": scale, "axis": style.axis(title: "mean profit"),
        ]
        let tips: JSONValue = [
            ChartStyle.tip("kind", "kind"), ChartStyle.tip("split", "split"),
            ChartStyle.tip("mix", "split of the budget"),
            ChartStyle.tip("profit", "mean profit", format: ",.4~g"),
            ChartStyle.tip("worst", "worst 5 %", format: ",.4~g"),
        ]
        return [
            "width": ChartStyle.width, "height": 280,
            "layer": [
                [
                    "transform": [["filter": .string("datum.kind == '\(Self.frontier)'")]],
                    "mark": ["type": "line", "color": .string(ChartStyle.splits[7]), "strokeWidth": 2],
                    "encoding": ["x": x, "y": y, "order": ["field": "worst", "type": "quantitative"]],
                ],
                [
                    "mark": ["type": "point", "filled": true, "opacity": 1, "size": 80],
                    "encoding": [
                        "x": x, "y": y, "tooltip": tips,
                        "color": byKind([7, 0, 1].map { .string(ChartStyle.splits[$0]) }),
                        "shape": byKind(["circle", "square", "diamond"]),
                    ],
                ],
                [
                    "transform": [["filter": "datum.split != ''"]],
                    "mark": ["type": "text", "dy": -12, "fontWeight": "bold"],
                    "encoding": ["x": x, "y": y, "text": ["field": "split", "type": "nominal"]],
                ],
            ],
        ]
    }
}
