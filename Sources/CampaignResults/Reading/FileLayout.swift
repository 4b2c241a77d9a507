// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// How a file is written, and which of its columns say what.
struct FileLayout {
    /// What rows are.
    enum Form: Equatable {
        /// Records of a table under a header, the record of this number.
        case table(delimiter: UInt8, header: Int)
        /// Objects of a JSON document.
        case objects
    }

    var form: Form
    /// The names of the columns.
    var names: [String]
    /// The line of the header.
    var line = 1
    /// What the file is.
    var kind: ExportKind
    /// The columns that are read, by field.
    var columns: [ImportField: Int]
    /// Whether the text is UTF-16.
    var isWide = false

    /// A way to read the beginning of a file.
    private struct Reading {
        var form: Form
        var names: [String]
        var line: Int
        var isEven: Bool
    }

    /// A header stands within so many records.
    private static let headerLimit = 30
    /// So many bytes show what a file is.
    private static let prefixSize = 1 << 16
    private static let delimiters: [(byte: UInt8, name: String)] = [
        (0x2C, "commas"), (0x3B, "semicolons"), (0x09, "tabs"), (0x7C, "bars"),
    ]

    /// Finds out what a file is.
    init(_ source: ByteSource, _ options: ImportOptions) throws {
        var pieces = try TextPieces(source)
        var prefix: [UInt8] = []
        var isLast = false
        while prefix.count < Self.prefixSize {
            let piece = try pieces.piece()
            if piece.isEmpty {
                isLast = true
                break
            }
            prefix += piece
        }
        let readings = try Self.readings(prefix, isLast: isLast)
        self = try Self.recognised(readings, options)
        isWide = pieces.isWide
    }

    private init(_ reading: Reading, _ kind: ExportKind) {
        (form, names, line, self.kind) = (reading.form, reading.names, reading.line, kind)
        columns = kind.bound(to: names)
    }

    /// How the file was found to be written, in words.
    var words: [String] {
        var words: [String] = []
        switch form {
        case .table(let delimiter, _):
            words.append("\(Self.delimiters.first { $0.byte == delimiter }?.name ?? "") between fields")
            if line > 1 { words.append("header on line \(line)") }
        case .objects: words.append("JSON")
        }
        if isWide { words.append("UTF-16") }
        return words
    }

    /// The columns with personal data.
    var personal: [String] {
        names.enumerated().filter { !columns.values.contains($0.offset) && Self.isPersonal($0.element) }.map(\.element)
    }

    private static func isPersonal(_ name: String) -> Bool {
        let key = ExportKind.key(name)
        if ["ip", "phone", "zip", "city", "gender", "dob"].contains(key) { return true }
        return [
            "mail", "ipaddress", "clientip", "userip", "customername", "customerid", "customerref", "firstname",
            "lastname", "fullname",
            "phonenumber", "telephone", "address", "street", "postcode", "postalcode", "buyer", "recipient",
            "useragent", "birth",
        ].contains(where: key.contains)
    }
}

// MARK: - Candidates

extension FileLayout {
    private static func readings(_ prefix: [UInt8], isLast: Bool) throws -> [Reading] {
        if let first = prefix.first(where: { $0 > 0x20 }), first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            let names = try ObjectReader.names(in: prefix)
            return [Reading(form: .objects, names: names, line: 1, isEven: true)]
        }
        guard prefix.contains(where: { $0 > 0x20 }) else {
            throw DataProblem(message: "holds nothing", line: 1, column: 1)
        }
        if let zero = prefix.firstIndex(of: 0) {
            let line = prefix[..<zero].count { $0 == 0x0A } + 1
            throw DataProblem(message: "holds a zero byte; export the sheet as CSV", line: line, column: 1)
        }
        var readings: [Reading] = []
        var trouble: DataProblem?
        for (delimiter, _) in delimiters {
            do throws(DataProblem) {
                let records = try DataRecords(prefix, delimiter: delimiter, limit: 300, isLast: isLast)
                for record in 0..<min(records.count, headerLimit) {
                    let names = records.texts(record).map { SourceRow.text(ArraySlice($0.utf8)).text }
                    let width = records.width(record)
                    let isEven = (record..<records.count).allSatisfy { records.width($0) <= width }
                    readings.append(
                        Reading(
                            form: .table(delimiter: delimiter, header: record), names: names,
                            line: records.lines[record],
                            isEven: isEven))
                }
            } catch { trouble = trouble ?? error }
        }
        if readings.isEmpty, let trouble { throw trouble }
        return readings
    }

    private static func recognised(_ readings: [Reading], _ options: ImportOptions) throws -> FileLayout {
        if let own = options.ownKind {
            let fitting = readings.filter { reading in own.isComplete(in: reading.names) }
            if let best = best(fitting) { return FileLayout(best, own.completed(with: options, isStated: true)) }
        }
        if let named = options.platform?.completed(with: options, isStated: true) {
            let fitting = readings.filter { named.fits($0.names) }
            if let best = best(fitting) { return FileLayout(best, named) }
        }
        var found: [(reading: Reading, kind: ExportKind)] = []
        for kind in ExportKind.all {
            if let best = best(readings.filter { kind.isShown(by: $0.names) }) { found.append((best, kind)) }
        }
        // Of several kinds the one that more of its own columns speak for.
        let most = found.map { $0.kind.signature?.count ?? 0 }.max() ?? 0
        let bound = found.map { $0.kind.bound(to: $0.reading.names).count }.max() ?? 0
        let winners = found.filter {
            $0.kind.bound(to: $0.reading.names).count == bound && ($0.kind.signature?.count ?? 0) <= most
        }
        if winners.count == 1 {
            return FileLayout(winners[0].reading, winners[0].kind.completed(with: options, isStated: false))
        }
        let widest = readings.max { count($0.names) < count($1.names) }
        throw unknown(winners.map(\.kind.name), widest?.names ?? [], widest?.line ?? 1, options)
    }

    private static func count(_ names: [String]) -> Int { names.count { !$0.isEmpty } }

    private static func best(_ readings: [Reading]) -> Reading? {
        readings.enumerated().max { one, other in
            (one.element.isEven ? 1 : 0, count(one.element.names), -one.offset)
                < (other.element.isEven ? 1 : 0, count(other.element.names), -other.offset)
        }?.element
    }

    private static func unknown(
        _ several: [String], _ names: [String], _ line: Int, _ options: ImportOptions
    ) -> DataProblem {
        if !several.isEmpty {
            return DataProblem(
                message: "may be \(several.joined(separator: " or ")); say which by --platform", line: line, column: 1)
        }
        if let own = options.ownKind {
            let known = Set(names.map(ExportKind.key))
            let missing =
                own.columns.values.compactMap(\.first).sorted().first { !known.contains(ExportKind.key($0)) } ?? ""
            let hint = NearestName.hint(missing, in: names)
            return DataProblem(
                message: "has no column '\(missing)'\(hint.isEmpty ? "; it has \(list(names))" : hint)", line: line,
                column: 1)
        }
        if let platform = options.platform {
            return DataProblem(
                message:
                    "has not the columns of \(platform.title); it has \(list(names)). Name those it calls otherwise by "
                    + "--columns", line: line, column: 1)
        }
        return DataProblem(
            message: "is no export that is known by its header, which is \(list(names)); say what it is by --platform "
                + "(\(ExportKind.all.map(\.name).joined(separator: ", "))) or name its columns by --columns 'order=…, creator=…'",
            line: line, column: 1)
    }

    private static func list(_ names: [String]) -> String {
        let named = names.filter { !$0.isEmpty }
        return named.prefix(12).joined(separator: ", ") + (named.count > 12 ? ", …" : "")
    }
}

// MARK: - Columns of kinds

extension ExportKind {
    /// The columns among `names` that its fields are read from.
    func bound(to names: [String]) -> [ImportField: Int] {
        let keys = names.map(Self.key)
        return columns.compactMapValues { candidates in
            candidates.lazy.compactMap { name in keys.firstIndex(of: Self.key(name)) }.first
        }
    }

    /// Whether all columns that show this kind are there.
    func isShown(by names: [String]) -> Bool {
        guard let signature else { return false }
        let keys = Set(names.map(Self.key))
        return signature.allSatisfy { keys.contains(Self.key($0)) }
    }

    /// Whether every field has a column.
    func isComplete(in names: [String]) -> Bool { bound(to: names).count == columns.count }

    /// Whether enough of its columns are there to be read as it.
    func fits(_ names: [String]) -> Bool {
        let found = bound(to: names)
        return found[.creator] != nil || found[.order] != nil || found[.line] != nil ? found.count >= 3 : false
    }

    /// The kind with what options say of states, columns and cents.
    ///
    /// - Parameters:
    ///   - options: what somebody says.
    ///   - isStated: whether they say that files are of this kind; what they say of columns and cents is then about these files.
    func completed(with options: ImportOptions, isStated: Bool) -> ExportKind {
        var columns = columns
        for (field, name) in options.columns where isStated { columns[field, default: []].insert(name, at: 0) }
        var kind = ExportKind(
            name: name, title: title, network: network, unit: unit, columns: columns, signature: signature,
            states: states, types: types, refunds: refunds, decimal: decimal, dates: dates, zone: zone, scale: scale,
            currency: currency, platform: platform, keepsEqualRows: keepsEqualRows)
        kind.states.merge(options.states) { $1 }
        let isOfAll = options.columns.isEmpty && options.platform == nil
        if options.isInCents, isStated || isOfAll { kind.scale = 0.01 }
        return kind
    }
}
