// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// The data files of a scenario: each read once, its columns looked up.
final class DataFiles {
    static let sizeLimit = 20_000_000

    private let readData: (String) throws -> [UInt8]
    private var texts: [String: DataText] = [:]

    init(readData: @escaping (String) throws -> [UInt8]) { self.readData = readData }

    /// What a reference says.
    struct Reading {
        var distribution: Distribution
        /// What was read and how, in a line.
        var note: String
        /// The sign or code of the currency of the values.
        var currency: String?
        /// Whether the values stand in per cent.
        var isPercent: Bool
    }

    /// What a reference says; in errors the place in the data file stands before the message.
    ///
    /// - Parameters:
    ///   - reference: what is wanted.
    ///   - directory: what the path of the file is relative to.
    ///   - isShare: whether the ratio of two columns is a share; nil where that is up to the data.
    ///   - offset: where the reference stands in its value.
    func reading(
        _ reference: DataReference, in directory: String, isShare: Bool?, offset: Int
    ) throws(ValueError) -> Reading {
        do throws(DataProblem) {
            let table = try DataTable(try text(directory + reference.file), columns: reference.columns)
            return try read(reference, table, isShare: isShare)
        } catch {
            let place = [error.line, error.column].compactMap { $0 }.map { ":\($0)" }.joined()
            throw ValueError(offset: offset, message: "\(reference.file)\(place): \(error.message)")
        }
    }

    private func text(_ path: String) throws(DataProblem) -> DataText {
        if let text = texts[path] { return text }
        let bytes: [UInt8]
        do { bytes = try readData(path) } catch {
            throw DataProblem(message: "cannot be read (\(error)); the path is relative to the scenario file")
        }
        guard bytes.count <= Self.sizeLimit else {
            throw DataProblem(message: "has \(bytes.count) bytes; at most \(Self.sizeLimit) are read")
        }
        let text = try DataText(bytes)
        texts[path] = text
        return text
    }

    private func read(
        _ reference: DataReference, _ table: DataTable, isShare: Bool?
    ) throws(DataProblem) -> Reading {
        let records = try selected(reference, table)
        let main = try table.figures(reference.column, records, decimal: reference.decimal)
        var reading = main.reading
        let distribution: Distribution
        let count: Int
        if let per = reference.per {
            let base = try table.figures(per, records, decimal: reference.decimal)
            let rows = records.filter { main.values[$0] != nil && base.values[$0] != nil }
            let pairs = rows.map { (over: main.values[$0] ?? 0, under: base.values[$0] ?? 0) }
            distribution = try rate(reference.column, per: per, pairs, rows, table, isShare: isShare)
            reading = Array(Set(reading + base.reading)).sorted()
            count = rows.count
        } else {
            let rows = records.filter { main.values[$0] != nil }
            guard !rows.isEmpty else { throw DataProblem(message: "'\(reference.column)' holds no numbers") }
            distribution = .sample(
                Sample(
                    table: reference.file, rows: rows.map { table.records.lines[$0] },
                    values: rows.map { main.values[$0] ?? 0 }))
            count = rows.count
        }
        let what = reference.per.map { "\(reference.column) / \($0)" } ?? reference.column
        let conditions = reference.conditions.map { "\($0.column) \($0.relation.rawValue) \($0.value)" }
        let head =
            "\(what) of \(reference.file)"
            + (conditions.isEmpty ? "" : " where \(conditions.joined(separator: " and "))")
        let details = ["\(count) row\(count == 1 ? "" : "s")"] + table.layout + reading
        return Reading(
            distribution: distribution, note: "\(head): \(details.joined(separator: ", "))",
            currency: reference.per == nil ? main.currency : nil,
            isPercent: reference.per == nil && main.isPercent)
    }

    /// What a column over another one says of a rate.
    private func rate(
        _ column: String, per: String, _ pairs: [(over: Double, under: Double)], _ rows: [Int], _ table: DataTable,
        isShare: Bool?
    ) throws(DataProblem) -> Distribution {
        for (record, pair) in zip(rows, pairs) where pair.over < 0 || pair.under < 0 {
            throw table.problem(
                "a rate divides numbers that are 0 or above", record, table.index(pair.over < 0 ? column : per))
        }
        if isShare == true, let index = pairs.firstIndex(where: { $0.over > $0.under }) {
            throw table.problem(
                "'\(column)' is above '\(per)' here, so their ratio is no share", rows[index], table.index(column))
        }
        guard let rate = PooledRate(pairs) else {
            throw DataProblem(message: "'\(per)' adds up to 0, so nothing can be divided by it")
        }
        return rate.law(isShare: isShare ?? pairs.allSatisfy { $0.over <= $0.under })
    }

    /// The records that satisfy all conditions.
    private func selected(_ reference: DataReference, _ table: DataTable) throws(DataProblem) -> [Int] {
        var records = Array(table.rows)
        guard !records.isEmpty else { throw DataProblem(message: "has no rows under its header") }
        for condition in reference.conditions {
            let column = table.index(condition.column)
            let bound = WrittenFigure(condition.value).map { $0.value($0.shown ?? .point) }
            var kept: [Int]
            switch (condition.relation, bound) {
            case (.equal, nil), (.not, nil):
                kept = records.filter {
                    (table.records.text($0, column) == condition.value) == (condition.relation == .equal)
                }
            case (.equal, _?) where !isNumeric(table, column, records),
                (.not, _?) where !isNumeric(table, column, records):
                kept = records.filter {
                    (table.records.text($0, column) == condition.value) == (condition.relation == .equal)
                }
            case (_, let bound?):
                let values = try table.figures(condition.column, records, decimal: reference.decimal).values
                kept = records.filter { record in
                    values[record].map { condition.relation.holds($0, bound) } ?? false
                }
            case (_, nil):
                throw DataProblem(
                    message: "\(condition.value.quotedForMessage) is compared with '\(condition.column)' by "
                        + "\(condition.relation.rawValue) and is not a number")
            }
            guard !kept.isEmpty else {
                var known: [String] = []
                for record in records.prefix(10_000) {
                    let text = table.records.text(record, column)
                    if !text.isEmpty, !known.contains(text), known.count < 8 { known.append(text) }
                }
                let hint = NearestName.hint(condition.value, in: known)
                throw DataProblem(
                    message: "no row has \(condition.column) \(condition.relation.rawValue) \(condition.value)"
                        + (hint.isEmpty ? "; '\(condition.column)' holds \(known.joined(separator: ", "))" : hint))
            }
            records = kept
        }
        return records
    }

    /// Whether the fields of a column that say something are numbers.
    private func isNumeric(_ table: DataTable, _ column: Int, _ records: [Int]) -> Bool {
        records.allSatisfy { record in
            let text = table.records.text(record, column)
            return WrittenFigure.isMissing(text) || WrittenFigure(text) != nil
        }
    }
}

extension DataReference.Relation {
    fileprivate func holds(_ value: Double, _ bound: Double) -> Bool {
        switch self {
        case .equal: value == bound
        case .not: value != bound
        case .less: value < bound
        case .greater: value > bound
        case .atMost: value <= bound
        case .atLeast: value >= bound
        }
    }
}
