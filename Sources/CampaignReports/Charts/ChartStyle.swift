// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Colours, type and sizes that all charts share.
enum ChartStyle {
    /// Splits by their number; each differs from the others for the colour-blind too and has a contrast of at least 3 to 1
    /// with the page, light or dark.
    static let splits = [
        "#3b7dd8", "#d0651f", "#22957a", "#b553a6", "#9a7f14", "#7668d4", "#cc4257", "#75838f",
    ]
    /// Tiers from nano to mega.
    static let tiers = ["#cdb4ec", "#ab88dd", "#8860c9", "#633fa6"]
    /// Layers of chance, from what stays to what averages out.
    static let layers: JSONValue = ["#17706e", "#4f9f9c", "#8fc1be", "#c3d9d7"]
    /// The two ends of an assumption's range.
    static let ends: JSONValue = ["#4a90c4", "#c7572e"]
    /// Better and worse.
    static let better = "#22957a"
    static let worse = "#c7572e"

    /// The width of the plot in a picture; a page sets its own.
    static let width: JSONValue = 620

    /// Axes and text take the colour of the page, so that one picture serves light and dark.
    static let configuration: JSONValue = [
        "background": "transparent", "font": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
        "view": ["stroke": "transparent"], "padding": 2,
        "axis": [
            "labelColor": "currentColor", "titleColor": "currentColor", "tickColor": "currentColor",
            "domainColor": "currentColor", "gridColor": "currentColor", "gridOpacity": 0.13, "domainOpacity": 0.4,
            "tickOpacity": 0.4, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "labelOverlap": true,
        ],
        "legend": [
            "labelColor": "currentColor", "titleColor": "currentColor", "orient": "top", "direction": "horizontal",
            "labelFontSize": 12, "title": .null, "labelLimit": 220, "symbolStrokeWidth": 2, "columnPadding": 22,
        ],
        "header": [
            "labelColor": "currentColor", "labelFontSize": 13, "labelFontWeight": "bold", "labelAnchor": "start",
            "labelOrient": "top", "title": .null, "labelPadding": 2, "labelLimit": 300,
        ],
        "text": ["color": "currentColor", "fontSize": 12], "rule": ["color": "currentColor"],
    ]
}

// MARK: - Pieces of charts

extension ChartStyle {
    /// A colour for each split, by name, the same in every chart of a report.
    static func colour(of splits: [String]) -> JSONValue {
        .object([
            "field": "split", "type": "nominal",
            "scale": [
                "domain": .array(splits.map { .string($0) }),
                "range": .array(splits.indices.map { .string(Self.splits[$0 % Self.splits.count]) }),
            ],
        ])
    }

    /// Draws only the splits that the reader has switched on.
    static func shown(_ splits: [String]) -> JSONValue {
        [
            "params": [["name": "shown", "value": .array(splits.map { .string($0) })]],
            "transform": [["filter": "indexof(shown, datum.split) >= 0"]],
        ]
    }

    /// A small multiple for each split, one beneath the other.
    static func facet(by field: String = "split", _ order: [String]) -> JSONValue {
        ["field": .string(field), "type": "nominal", "sort": .array(order.map { .string($0) })]
    }

    /// A tooltip entry.
    static func tip(_ field: String, _ title: String, format: String? = nil) -> JSONValue {
        var entry: [String: JSONValue] = ["field": .string(field), "title": .string(title)]
        if let format {
            entry["type"] = "quantitative"
            entry["format"] = .string(format)
        } else {
            entry["type"] = "nominal"
        }
        return .object(entry)
    }

    /// A row of a chart of rows: its name above what is drawn, which leaves the whole width to the figures on a phone too.
    static func rows(_ order: [String]) -> JSONValue {
        [
            "field": "row", "type": "nominal", "sort": .array(order.map { .string($0) }), "axis": .null,
            "scale": ["paddingInner": 0.2, "paddingOuter": 0.3],
        ]
    }

    /// The names of the rows.
    static func rowNames(_ order: [String], field: String = "row") -> JSONValue {
        [
            "transform": [
                ["aggregate": [["op": "count"]], "groupby": .array(Set(["row", field]).sorted().map { .string($0) })]
            ],
            "mark": ["type": "text", "align": "left", "baseline": "middle", "dy": -13, "limit": 600],
            "encoding": ["y": rows(order), "x": ["value": 0], "text": ["field": .string(field), "type": "nominal"]],
        ]
    }

    /// The height of a row.
    static let rowStep: JSONValue = ["step": 40]
}

// MARK: - Axes

extension ChartStyle {
    /// A scale that begins and ends where it is told.
    static func scale(_ low: Double, _ high: Double, isLogarithmic: Bool) -> JSONValue {
        let domain: JSONValue = [.double(low), .double(high)]
        return isLogarithmic
            ? ["type": "log", "domain": domain, "nice": false] : ["domain": domain, "nice": false, "zero": false]
    }
}

extension Figure.Style {
    /// How an axis writes such values, in the language of d3-format.
    var axisFormat: String {
        switch self {
        case .count, .money: "~s"
        case .factor: "~g"
        case .percent, .points: "~%"
        }
    }

    /// The axis's labels: the currency before the amount, G as B.
    func axis(title: String) -> JSONValue {
        var axis: [String: JSONValue] = [
            "title": .string(title), "grid": true, "tickCount": 6, "format": .string(axisFormat), "domain": false,
        ]
        if case .money(let currency) = self {
            let prefix = currency.prefix.replacing("\\", with: "").replacing("'", with: "")
            axis["labelExpr"] = .string(
                "replace(datum.value < 0 ? '−\(prefix)' + format(-datum.value, '~s') : '\(prefix)' + format(datum.value, '~s'), 'G', 'B')"
            )
            axis["format"] = .null
            axis = axis.filter { $0.key != "format" }
        }
        return .object(axis)
    }
}
