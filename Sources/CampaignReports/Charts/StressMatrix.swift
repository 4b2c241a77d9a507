// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What each split returns in each world: coloured by the change against the plan.
struct StressMatrix {
    let stress: Stress
    let words: StressWords

    /// The chart; nil without shocks.
    var chart: Chart? {
        let worlds = words.shown
        guard worlds.count > 1 else { return nil }
        let sign = stress.metric.isBetterLower ? -1.0 : 1.0
        var rows: [[ChartData.Value]] = []
        var names: [String] = []
        for world in worlds {
            let name = world.name.isEmpty ? "as planned" : Displayed.clean(world.name)
            names.append(name)
            for (number, split) in world.splits.enumerated() {
                guard let mean = split.mean else { continue }
                // As a share of the plan's mean, held to twice of it: what is worse is not told apart by colour.
                let planned = stress.worlds[0].splits[number].mean?.value ?? 0
                let change = (split.change?.value ?? 0) * sign / Swift.max(abs(planned), 1e-9)
                rows.append([
                    .text(name), .text(Displayed.clean(stress.splits[number])), .number(mean.value),
                    .number(Swift.max(-1, Swift.min(1, change))), .text(words.text(mean)),
                    .text(split.change.map { words.text($0) } ?? "–"),
                ])
            }
        }
        guard !rows.isEmpty else { return nil }
        return Chart(
            name: "stress", title: "Mean \(stress.metric.title) when things go wrong",
            reading:
                "Each row is a world, each column a split; orange cells are worse than planned, green ones better, the stronger "
                + "the more.",
            alternative:
                "Matrix of worlds and splits with the mean \(stress.metric.title); the table beneath holds the same figures.",
            data: ChartData(["world", "split", "mean", "change", "text", "shift"], rows: rows), drawing: drawing(names))
    }

    private func drawing(_ worlds: [String]) -> JSONValue {
        let splits = stress.splits.map { Displayed.clean($0) }
        let x: JSONValue = [
            "field": "split", "type": "nominal", "sort": .array(splits.map { .string($0) }),
            "axis": [
                "orient": "top", "title": .null, "labelAngle": 0, "labelFontWeight": "bold", "domain": false,
                "ticks": false,
                "labelLimit": 110, "grid": false,
            ],
        ]
        let y: JSONValue = [
            "field": "world", "type": "nominal", "sort": .array(worlds.map { .string($0) }),
            "axis": ["title": .null, "domain": false, "ticks": false, "labelLimit": 130, "grid": false],
        ]
        return ChartStyle.shown(splits).merging([
            "width": ChartStyle.width, "height": ["step": 30],
            "layer": [
                [
                    "mark": ["type": "rect", "cornerRadius": 3],
                    "encoding": [
                        "x": x, "y": y,
                        "color": [
                            "field": "change", "type": "quantitative",
                            "scale": [
                                "domain": [-1, -0.2, 0, 0.2, 1],
                                "interpolate": "rgb", "range": ["#d9703f", "#e8a583", "#d5d9dd", "#86c7b5", "#3ba98a"],
                            ], "legend": .null,
                        ],
                        "tooltip": [
                            ChartStyle.tip("world", "world"), ChartStyle.tip("split", "split"),
                            ChartStyle.tip("text", "mean"),
                            ChartStyle.tip("shift", "change"),
                        ],
                    ],
                ],
                [
                    "mark": ["type": "text", "fontSize": 12, "limit": 100, "color": "#15181c"],
                    "encoding": ["x": x, "y": y, "text": ["field": "text", "type": "nominal"]],
                ],
            ],
        ])
    }
}
