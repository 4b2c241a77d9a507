// SPDX-License-Identifier: GPL-3.0-or-later

/// What there is to say of a metric: the only place that says it.
public struct MetricRecord: Sendable {
    /// The name in sentences and tables.
    public var title: String
    /// What a value counts.
    public var unit: Metric.Unit
    /// How it follows from a trial's outcomes.
    public var definition: Metric.Definition
    /// Whether a planner wants less of it.
    public var isBetterLower: Bool
    /// Whether it is a cost for each of something, and so infinite where there is cost and none of it.
    public var isCostPerResult: Bool
    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart?
    /// What it is, as an entry of a table.
    public var meaning: String

    init(
        _ title: String, _ unit: Metric.Unit, _ definition: Metric.Definition, isBetterLower: Bool = false,
        isCostPerResult: Bool = false, part: ModelPart? = nil, meaning: String
    ) {
        self.title = title
        self.unit = unit
        self.definition = definition
        self.isBetterLower = isBetterLower
        self.isCostPerResult = isCostPerResult
        self.part = part
        self.meaning = meaning
    }
}
