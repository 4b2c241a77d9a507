// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import Foundation
import Testing

@testable import CampaignReports
@testable import CampaignResults
@testable import CampaignStore

/// Tables of keys and columns stand in the pages of `docs/` as they follow from the fields, each between two marks.
@Suite("The tables of keys")
struct KeyTableTests {
    @Test("on the page of results are those of the summary and the trials")
    func results() throws {
        try compare(
            "results.md",
            tables(SummaryFields.document).merging([
                "row": SummaryRow.fields.table("column"), "trials": FieldRow.table("column", TrialTable.columns),
                "ledger": LedgerTable.fields.table(),
                "assumption": LedgerRow.fields.table("column"),
            ]) { first, _ in first })
    }

    @Test("on the pages of studies are those of their documents")
    func studies() throws {
        try compare("claims.md", ownTables(ClaimJSON.fields))
        try compare("compare.md", ownTables(ComparisonJSON.fields))
        try compare("lint.md", ownTables(LintJSON.fields))
        try compare("backtest.md", ownTables(BacktestJSON.fields))
        try compare("sensitivity.md", ownTables(SensitivityJSON.fields))
        try compare("stress.md", ownTables(StressJSON.fields))
        try compare("optimise.md", ownTables(OptimisationJSON.fields))
        try compare("diff.md", ownTables(DiffFields.document))
    }

    @Test("on the page of imports are those of the account, the results file, the fields of columns and the reasons")
    func imports() throws {
        let columns = ResultColumn.allCases.map { FieldRow(key: $0.rawValue, meaning: $0.meaning) }
        let fields = ImportField.allCases.map { FieldRow(key: $0.name, meaning: $0.meaning) }
        let reasons = ImportReason.allCases.map {
            FieldRow(key: $0.rawValue, meaning: "\($0.verdict.rawValue): \($0.meaning)")
        }
        let kinds = ExportKind.all.map { FieldRow(key: $0.name, meaning: $0.title) }
        try compare(
            "import.md",
            ownTables(ImportJSON.fields).merging([
                "columns": FieldRow.table("column", columns), "fields": FieldRow.table("field", fields),
                "reasons": FieldRow.table("reason", reasons), "kinds": FieldRow.table("`--platform`", kinds),
            ]) { first, _ in first })
    }

    @Test("on the page of scores are those of frozen forecasts, scores, histories and figures")
    func scores() throws {
        let figures = ScoredFigure.allCases.map { FieldRow(key: $0.rawValue, meaning: $0.meaning) }
        let columns = ScoreHistoryFile.fields.fields.map { FieldRow(key: $0.key, meaning: $0.meaning) }
        // Coverage is explained on the page of back-tests.
        let history = ownTables(HistoryJSON.fields).filter { $0.key != BacktestJSON.coverage.name }
        try compare(
            "score.md",
            [ownTables(FrozenFile.fields), ownTables(ScoreJSON.fields), history].reduce(
                [
                    "figures": FieldRow.table("figure", figures),
                    "history_row": FieldRow.table("column", columns + [ScoreHistoryFile.sealColumn]),
                ]
            ) { $0.merging($1) { first, _ in first } })
    }

    @Test("on the page of calibrations are those of the document and what becomes of rows")
    func calibrations() throws {
        let fates = ResultFate.allCases.map {
            FieldRow(key: $0.rawValue, meaning: "\($0.isLeftOut ? "left out" : "doubted"): \($0.meaning)")
        }
        try compare(
            "calibrate.md",
            ownTables(CalibrationJSON.fields).merging(["fates": FieldRow.table("fate", fates)]) { first, _ in first })
    }

    @Test("on the page of databases are those of the layout")
    func database() throws {
        try compare(
            "database.md", Dictionary(uniqueKeysWithValues: StoreLayout.tables.map { ($0.name, $0.explanation) }))
    }

    /// The table of a document and those of the objects in it, by name.
    private func tables<Root>(_ document: ObjectFields<Root>) -> [String: String] {
        document.inlined.definitions.compactMapValues(\.table)
            .merging([document.name: document.table()]) { first, _ in first }
    }

    /// The same, without those of numbers, which the page of results explains.
    private func ownTables<Root>(_ document: ObjectFields<Root>) -> [String: String] {
        let explained = tables(SummaryFields.document).keys.filter { $0 != document.name }
        return tables(document).filter { !explained.contains($0.key) && $0.key != SummaryFields.provenance.name }
    }

    /// Holds what stands between the marks of each table to it, and the page to having no other marks.
    private func compare(_ page: String, _ tables: [String: String]) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/\(page)")
        let text = try String(contentsOf: file, encoding: .utf8)
        var expected = text
        for (name, table) in tables {
            let (begin, end) = ("<!-- \(name):begin -->\n", "<!-- \(name):end -->")
            let parts = expected.components(separatedBy: begin)
            try #require(parts.count == 2, "docs/\(page) has no place for the keys of \(name)")
            let rest = try #require(parts[1].range(of: end), "\(name) has no end in docs/\(page)")
            expected = parts[0] + begin + table + parts[1][rest.lowerBound...]
        }
        if ProcessInfo.processInfo.environment["TIERCAST_WRITE_GENERATED"] == "1" {
            try expected.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(
            try String(contentsOf: file, encoding: .utf8) == expected,
            "docs/\(page) is out of date: run with TIERCAST_WRITE_GENERATED=1")
        let marks = text.matches(of: /<!-- ([a-z_]+):begin -->/).map { String($0.1) }
        #expect(Set(marks) == Set(tables.keys), "docs/\(page) explains other objects")
    }
}
