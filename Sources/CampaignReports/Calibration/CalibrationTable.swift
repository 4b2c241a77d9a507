// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What results taught, as text for a terminal.
public struct CalibrationTable: Sendable {
    /// What they taught.
    public let report: CalibrationReport
    private var calibration: Calibration { report.calibration }

    /// The tables of a calibration.
    public init(_ report: CalibrationReport) { self.report = report }

    /// The answer, whether the results were foreseeable, what is known now, and what became of the rows.
    public var page: Page {
        var page = Page()
        let account = calibration.account
        page.head(
            calibration.subject.scenario.name,
            facts: [
                ImportReport.counted(account.usedRows, "row"), ImportReport.counted(account.creators, "creator"),
                ImportReport.counted(account.orders, "tracked order"), "seed \(calibration.seed)",
            ])
        page.say(report.sentence)
        page.add(
            foreseeable,
            note:
                "Was this foreseeable? Results as far from the expected ones as these or farther come in \(report.chance) of campaigns "
                + "under the assumptions. expected: nine of ten campaigns of the same creators.")
        if report.isKept {
            page.add(
                figures,
                note:
                    "90 %: nine of ten values that are plausible. Orders are tracked ones: of a post of a creator of the line's typical size, the "
                    + "mean over creators and luck.")
            page.add(
                quantities,
                note:
                    "open: how wide the law of what is not known is now, as a share of its width before. Medians and 90 % ranges are those of each "
                    + "quantity by itself; what is learnt of them together is kept in the file.")
        }
        page.list("What became of \(ImportReport.counted(account.rows, "row"))", notes: fates)
        for note in notes { page.note(note) }
        return page
    }

    // MARK: - Tables

    private var foreseeable: TextTable {
        let sums = calibration.check.sums
        return TextTable(
            title: "results",
            names: sums.map { TextTable.RowName(text: "\(Displayed.clean($0.line)): \($0.kind.rawValue)") },
            columns: [
                TextTable.Column(title: "found", cells: sums.map { report.text($0, $0.found) }),
                TextTable.Column(title: "expected (90 %)", cells: sums.map(report.range)),
            ])
    }

    private var figures: TextTable {
        let figures = calibration.figures
        func cells(_ quantiles: (Calibration.LearntFigure) -> [QuantileEstimate], _ place: Int) -> [String] {
            figures.map { figure in
                let own = quantiles(figure)
                return place < 0
                    ? "\(report.text(figure, own[0])) to \(report.text(figure, own[2]))"
                    : report.text(figure, own[place])
            }
        }
        return TextTable(
            title: "figure",
            names: figures.map {
                TextTable.RowName(text: "\($0.kind.words) \(Displayed.clean($0.line))", look: .strong)
            },
            columns: [
                TextTable.Column(title: "before", cells: cells(\.before, 1)),
                TextTable.Column(title: "90 %", cells: cells(\.before, -1)),
                TextTable.Column(title: "now", cells: cells(\.after, 1), panel: 1),
                TextTable.Column(title: "90 %", cells: cells(\.after, -1), panel: 1),
            ])
    }

    private var quantities: TextTable {
        let quantities = calibration.quantities
        let words = AssumptionText(currency: Currency(code: calibration.subject.scenario.currency))
        func value(_ assumption: Assumption, _ score: Double) -> String {
            words.value(assumption.shown(assumption.value(at: score)), error: nil, of: assumption)
        }
        func range(_ assumption: Assumption) -> String {
            "\(value(assumption, -StandardNormal.z95)) to \(value(assumption, StandardNormal.z95))"
        }
        return TextTable(
            title: "quantity", names: quantities.map { TextTable.RowName(text: CalibrationReport.name($0)) },
            columns: [
                TextTable.Column(title: "before", cells: quantities.map { value($0.before, 0) }),
                TextTable.Column(title: "90 %", cells: quantities.map { range($0.before) }),
                TextTable.Column(title: "now", cells: quantities.map { value($0.after, 0) }, panel: 1),
                TextTable.Column(title: "90 %", cells: quantities.map { range($0.after) }, panel: 1),
                TextTable.Column(title: "open", cells: quantities.map { CalibrationReport.share($0.width) }, panel: 1),
            ])
    }

    // MARK: - Remarks

    /// What became of rows, and the creators that nothing was learnt of.
    private var fates: [(name: String, text: String)] {
        let account = calibration.account
        let used = account.lines.filter { $0.creators > 0 }.map { "\($0.creators) of \(Displayed.clean($0.name))" }
        let head = (
            name: "used",
            text:
                "\(ImportReport.number(account.usedRows)): creators \(used.isEmpty ? "of no line" : used.joined(separator: ", "))"
        )
        return [head]
            + account.findings.map { finding in
                let shown = finding.creators.prefix(5).map(Displayed.clean)
                let more = finding.creators.count > shown.count ? ", …" : ""
                let names =
                    finding.fate.isLeftOut && !shown.isEmpty
                    ? " (\(ImportReport.counted(finding.creators.count, "creator")): \(shown.joined(separator: ", "))\(more))"
                    : ""
                return (
                    name: finding.fate.isLeftOut ? "left out" : "doubted",
                    text: "\(ImportReport.number(finding.rows)): \(finding.fate.meaning)\(names)"
                )
            }
    }

    private var notes: [String] {
        var notes: [String] = []
        if report.isKept {
            switch calibration.season {
            case .redrawn(let share):
                notes.append(
                    "\(Figure(exactly: share).text(.percent)) of the variance of offer's score is taken for the season of these results; the next "
                        + "campaign draws another one (--season).")
            case .notUncertain:
                notes.append(
                    "Nothing stands for the season: offer is known or made of several distributions. What is learnt of one campaign is taken to "
                        + "hold for the next, which narrows it too much where seasons differ.")
            case .untouched, .none: break
            }
        }
        for part in calibration.leftOut { notes.append(Self.leftOut(part)) }
        guard report.isKept, calibration.learned != nil else { return notes + ["Nothing is written."] }
        notes.append(
            report.output.map {
                "Written: \($0), the scenario with what was learnt; without its block 'learned' it is what it was."
            }
                ?? "Nothing is written; --output FILE writes a copy of the scenario with what was learnt.")
        return notes
    }

    private static func leftOut(_ part: ModelPart) -> String {
        part == .risks
            ? "No event of 'risks' is taken to have struck these results."
            : "Overlap of audiences is not taken out of these results: rates are learnt as if everybody was reached once."
    }
}
