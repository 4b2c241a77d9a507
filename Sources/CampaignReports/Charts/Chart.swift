// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignText

/// A picture of a result: how it is drawn, how it is read, and the figures behind it.
public struct Chart: Sendable {
    /// The chart's name among those of a report, fit for a file: letters, digits and hyphens.
    public let name: String
    /// What stands above it.
    public let title: String
    /// How to read it, in a sentence.
    public let reading: String
    /// What it shows, in words, for those who cannot see it.
    public let alternative: String
    /// The figures behind it.
    public let data: ChartData
    /// The same in characters, for pages without pictures; nil where a table says it better.
    let plot: TextPlot?
    /// How it is drawn, without the data: what Vega-Lite calls marks, encodings and layers.
    private let drawing: JSONValue

    init(
        name: String, title: String, reading: String, alternative: String, data: ChartData, plot: TextPlot? = nil,
        drawing: JSONValue
    ) {
        self.name = name
        self.title = title
        self.reading = reading
        self.alternative = alternative
        self.data = data
        self.plot = plot
        self.drawing = drawing
    }
}

// MARK: - Documents

extension Chart {
    /// The chart as a Vega-Lite specification with its data.
    public var specification: JSONValue {
        let frame: JSONValue = [
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "description": .string(alternative),
            "data": ["values": data.json], "config": ChartStyle.configuration,
        ]
        return ChartName.made(safe: frame.merging(drawing))
    }

    /// The figures as comma-separated values.
    public var csv: String { data.csv }
}
