// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Metric.Unit {
    /// What a value is, in words.
    func inWords(_ currency: String) -> String {
        switch self {
        case .count: "a number"
        case .money: "money in \(currency)"
        case .ratio, .share: "a ratio or percentage"
        }
    }
}

extension Metric {
    /// A bound as a goal on the metric would have it.
    var exampleOfBound: String {
        switch unit {
        case .count: "700"
        case .money: isBetterLower ? "45" : "5000"
        case .ratio: "1.5"
        case .share: "20%"
        }
    }
}

// MARK: - Explanations

extension KeyCatalogue {
    /// What a metric or a figure of the trade means, by its name in goals or its title in tables; nil where there is none.
    static func explainedMetric(_ text: String) -> String? {
        let name = text.lowercased()
        if let metric = Metric.allCases.first(where: { $0.rawValue == name || $0.title.lowercased() == name }) {
            return page(metric)
        }
        if let figure = TradeFigure.allCases.first(where: { $0.rawValue == name || $0.title.lowercased() == name }) {
            let (top, bottom) = figure.ratio
            let scale = figure.scale == 1 ? "" : ", times \(Int(clamping: figure.scale))"
            return
                "\(figure.rawValue) (a figure of the trade, in the table of 'run')\n  \(top.title) / \(bottom.title)\(scale)\n"
        }
        return nil
    }

    private static func page(_ metric: Metric) -> String {
        let record = metric.record
        var lines = ["\(metric.rawValue) (a metric)", "  \(record.meaning.replacing("`", with: "'"))"]
        lines.append(
            "  unit: \(metric.unit.inWords("the file's currency"))\(metric.isBetterLower ? "; less of it is better" : "")"
        )
        let relation = metric.isBetterLower ? "<=" : ">="
        lines.append("  as a goal: goals: [\(metric.rawValue) \(relation) \(metric.exampleOfBound)]")
        if let part = record.part {
            lines.append("  known only where the file states something of \(partName(part))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
