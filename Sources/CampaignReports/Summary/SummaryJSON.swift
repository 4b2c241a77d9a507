// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
public import CampaignText

/// The summary of a forecast as a JSON document; `docs/results.md` says what every key means.
public struct SummaryJSON: Sendable {
    /// The name and version of the document's layout; the number changes when a key changes its meaning or goes.
    public static let schema = "tiercast/summary/1"

    /// The results.
    public let forecast: Forecast
    /// What the resolved scenario says, by place.
    public let resolved: [String: String]

    /// The summary of a forecast; with what the resolved scenario says, two summaries can be told apart by their assumptions.
    public init(_ forecast: Forecast, resolved: [String: String]) {
        self.forecast = forecast
        self.resolved = resolved
    }

    /// The document.
    public var document: JSONValue { SummaryFields.document.inlined.json(self) }

    /// The document's text.
    public func text() -> String { document.encoded() }
}

extension Metric {
    /// What the mean of the metric is: `mean`, or `ratio_of_means` for a ratio, whose own mean need not exist.
    public var meanKind: String {
        switch definition {
        case .sum: "mean"
        case .ratio: "ratio_of_means"
        }
    }

    /// What means are.
    static let meanKinds = ["mean", "ratio_of_means"]
}

// MARK: - Parts of other documents

extension SummaryJSON {
    static func keyed(_ members: [(String, JSONValue)]) -> [String: JSONValue] {
        Dictionary(members) { first, _ in first }
    }
}
