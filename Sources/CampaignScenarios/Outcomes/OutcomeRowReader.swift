// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Turns the fields of a table of outcomes into rows, reporting everything that is wrong.
struct OutcomeRowReader {
    /// Whether a number may have a comma before its decimals, as where commas do not separate fields.
    let takesDecimalCommas: Bool
    let diagnostics: Diagnostics
    private var seen: [String: Int] = [:]

    init(takesDecimalCommas: Bool, diagnostics: Diagnostics) {
        self.takesDecimalCommas = takesDecimalCommas
        self.diagnostics = diagnostics
    }

    /// The rows behind the header.
    mutating func rows(_ records: [[DelimitedText.Field]], file: String) -> [PublishedOutcome] {
        guard let header = records.first else {
            if !diagnostics.hasErrors {
                diagnostics.error(
                    "the table is empty; it begins with a line of column names such as 'id,tier,deal,roas'",
                    at: SourceLocation(file: file, line: 1, column: 1))
            }
            return []
        }
        let columns = columns(header)
        guard columns.contains(.id) else { return [] }
        guard records.count > 1 else {
            diagnostics.error(
                "the table has column names and no campaigns; write one a line",
                at: SourceLocation(file: file, line: header[0].location.line + 1, column: 1))
            return []
        }
        guard records.count <= OutcomeTable.rowLimit + 1 else {
            diagnostics.error(
                "the table has \(records.count - 1) campaigns; at most \(OutcomeTable.rowLimit) are read",
                at: records[OutcomeTable.rowLimit + 1][0].location)
            return []
        }
        return records.dropFirst().compactMap { row($0, columns) }
    }

    // MARK: - Header

    /// The column of each name; nil where it is none.
    private func columns(_ header: [DelimitedText.Field]) -> [OutcomeColumn?] {
        let names = OutcomeColumn.allCases.map(\.rawValue)
        var found: Set<OutcomeColumn> = []
        let columns = header.map { field -> OutcomeColumn? in
            guard let column = OutcomeColumn(rawValue: field.text) else {
                let hint = NearestName.hint(field.text, in: names)
                diagnostics.error(
                    "\(field.text.quotedForMessage) is not a column of outcomes"
                        + (hint.isEmpty ? "; known are \(names.joined(separator: ", "))" : hint), at: field.location)
                return nil
            }
            if !found.insert(column).inserted {
                diagnostics.error("the column '\(column.rawValue)' is there twice; keep one", at: field.location)
            }
            return column
        }
        if !found.contains(.id) {
            diagnostics.error("the column 'id' is missing; give each campaign a name", at: header[0].location)
        }
        return columns
    }

    // MARK: - Rows

    private mutating func row(_ fields: [DelimitedText.Field], _ columns: [OutcomeColumn?]) -> PublishedOutcome? {
        guard fields.count == columns.count else {
            let place =
                fields.count > columns.count ? fields[columns.count].location : fields[fields.count - 1].location
            diagnostics.error(
                "the row has \(fields.count) fields and the header \(columns.count); put a field with the separator in it "
                    + "between quotation marks", at: place)
            return nil
        }
        var cells: [OutcomeColumn: DelimitedText.Field] = [:]
        for (column, field) in zip(columns, fields) { if let column { cells[column] = field } }
        guard let name = cells[.id] else { return nil }
        var outcome = PublishedOutcome(id: name.text, location: name.location)
        checkName(name)
        for column in OutcomeColumn.allCases {
            guard let field = cells[column], !field.text.isEmpty else { continue }
            if let numbers = column.numbers {
                outcome.numbers[column] = number(field, column, numbers)
            } else {
                read(field, column, into: &outcome)
            }
        }
        checkInterval(.roasLow, .roasHigh, outcome, cells)
        checkInterval(.cpaLow, .cpaHigh, outcome, cells)
        return outcome
    }

    private mutating func checkName(_ field: DelimitedText.Field) {
        if field.text.isEmpty {
            diagnostics.error("'id' is empty; give the campaign a name", at: field.location)
        } else if let line = seen[field.text] {
            diagnostics.error(
                "\(field.text.quotedForMessage) is the id of line \(line) already; ids differ", at: field.location)
        } else {
            seen[field.text] = field.location.line
        }
    }

    private func read(_ field: DelimitedText.Field, _ column: OutcomeColumn, into outcome: inout PublishedOutcome) {
        switch column {
        case .title: outcome.title = field.text
        case .source: outcome.source = field.text
        case .kind: outcome.kind = field.text.lowercased()
        case .grade: outcome.grade = choice(field, column, Provenance.Trust.allCases)
        case .tier: if field.text != "mixed" { outcome.tier = choice(field, column, Tier.allCases, or: ["mixed"]) }
        case .platform:
            if field.text != "mixed" {
                outcome.platform = choice(field, column, Platform.allCases, or: ["mixed"]) ?? .other
            }
        case .deal: outcome.deal = choice(field, column, PublishedOutcome.Deal.allCases) ?? .flat
        case .counts: outcome.counts = choice(field, column, PublishedOutcome.Counts.allCases) ?? .all
        case .chances: outcome.chances = StatedChanceForm(diagnostics).chances(field)
        case .id, .provenance, .year, .budget, .creators, .fee, .views, .engagements, .clicks, .orders, .revenue, .cpa,
            .cpaLow, .cpaHigh, .roas, .roasLow, .roasHigh, .orderRate, .ordersPerView, .orderValue, .isWinner, .note:
            break
        }
    }

    private func choice<Value: RawRepresentable<String>>(
        _ field: DelimitedText.Field, _ column: OutcomeColumn, _ values: [Value], or others: [String] = []
    ) -> Value? {
        if let value = Value(rawValue: field.text) { return value }
        let names = values.map(\.rawValue) + others
        let hint = NearestName.hint(field.text, in: names)
        diagnostics.error(
            "'\(column.rawValue)' is \(field.text.quotedForMessage); write \(names.joined(separator: ", "))" + hint,
            at: field.location)
        return nil
    }

    private func number(
        _ field: DelimitedText.Field, _ column: OutcomeColumn, _ numbers: OutcomeColumn.Numbers
    ) -> Double? {
        var text = field.text
        let commas = text.count { $0 == "," }
        // Three digits behind a comma may be decimals or thousands: not guessed.
        let isAmbiguous = text.split(separator: ",", omittingEmptySubsequences: false).last?.count == 3
        if takesDecimalCommas, commas == 1, !text.contains("."), !isAmbiguous { text = text.replacing(",", with: ".") }
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
        guard isPlain, let value = Double(text), value.isFinite, numbers.range.contains(value),
            !numbers.isWhole || value == value.rounded()
        else {
            let advice = commas > 0 || field.text.contains("%") ? ", without commas or signs" : ""
            diagnostics.error(
                "'\(column.rawValue)' is \(field.text.quotedForMessage); it takes \(numbers.accepted)\(advice)",
                at: field.location)
            return nil
        }
        return value
    }

    private func checkInterval(
        _ low: OutcomeColumn, _ high: OutcomeColumn, _ outcome: PublishedOutcome,
        _ cells: [OutcomeColumn: DelimitedText.Field]
    ) {
        for (one, other) in [(low, high), (high, low)] {
            guard let field = cells[one], !field.text.isEmpty, cells[other]?.text.isEmpty ?? true else { continue }
            diagnostics.error(
                "'\(one.rawValue)' stands without '\(other.rawValue)'; an interval has two ends", at: field.location)
        }
        guard let first = outcome.numbers[low], let last = outcome.numbers[high], first > last, let field = cells[low]
        else { return }
        diagnostics.error(
            "'\(low.rawValue)' is \(field.text), above '\(high.rawValue)', \(ValueLowering.text(last)); write the smaller "
                + "end first", at: field.location)
    }
}
