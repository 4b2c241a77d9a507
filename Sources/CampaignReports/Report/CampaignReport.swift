// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Everything that is known of a scenario, for readers who never open a terminal.
public struct CampaignReport: Sendable {
    /// The command that computes it again.
    public var command: String
    /// What the linter says of the file, in a line; nil where it says nothing.
    public var lint: LintLine?
    /// What the splits may return, with what was doubtful about the file among its warnings.
    public var forecast: Forecast
    /// Which split is better; nil with one split.
    public var comparison: Comparison?
    /// Which assumption decides; nil where nothing is uncertain.
    public var sensitivity: Sensitivity?
    /// What becomes of the plan when things go wrong.
    public var stress: Stress?
    /// Which split it should be.
    public var optimisation: Optimisation?
    /// Which claims hold; nil where the file has none.
    public var claims: ClaimCheck?
    /// Every assumption.
    public var ledger: AssumptionLedger

    /// A report of a forecast; the analyses are added where there are any.
    public init(of forecast: Forecast, command: String, ledger: AssumptionLedger) {
        self.forecast = forecast
        self.command = command
        self.ledger = ledger
    }

    /// The scenario.
    public var scenario: Scenario { forecast.subject.scenario }
    /// The checksum of the resolved scenario.
    public var checksum: String { forecast.subject.checksum }

    /// The split that the answer names first, which a search is to be held against; nil where none can be ranked.
    public var namedSplit: String? {
        Verdict(forecast, currency: currency).named.map { forecast.splits[$0].name }
    }

    var currency: Currency { Currency(code: scenario.currency) }
}

// MARK: - Sections

extension CampaignReport {
    /// A part of a report under a heading.
    struct Section {
        /// The name of the place in the page.
        var name: String
        /// What stands above it.
        var title: String
        /// What it holds, in order.
        var parts: [Part]
    }

    /// A piece of a section.
    enum Part {
        /// A plain sentence or some.
        case text(String)
        /// A remark.
        case note(String)
        /// A picture.
        case chart(Chart)
        /// Tables and remarks.
        case page(Page)
        /// Tables and remarks that a reader opens.
        case folded(String, Page)
        /// Boxes with the key figures, one a split.
        case cards([ReportCard])
    }

    /// The sections that the analyses at hand fill, in the order in which a reader asks.
    var sections: [Section] {
        [
            answer, distributions, chances, differences, money, layers, weeks, risks, drivers, switchingValues,
            frontier, shocks,
            claimed,
            assumptions, method,
        ].compactMap { $0 }
    }

    /// Every chart of the report.
    public var charts: [Chart] {
        sections.flatMap { section in
            section.parts.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
        }
    }

    /// A section, or nothing where no part has anything to say.
    static func section(_ name: String, _ title: String, _ parts: [Part?]) -> Section? {
        let parts = parts.compactMap { $0 }
        return parts.isEmpty ? nil : Section(name: name, title: title, parts: parts)
    }

    /// A table with how to read it; nothing where it has no rows.
    static func table(_ table: TextTable?, note: String? = nil) -> Part? {
        guard let table, !table.names.isEmpty else { return nil }
        var page = Page()
        page.add(table, note: note)
        return .page(page)
    }
}
