// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Hands out the rows of a file in turn, holding a piece of it at a time.
struct RowStream {
    let source: ByteSource
    let layout: FileLayout

    /// A record longer than this has a quotation mark that nobody closed.
    private static let longestRecord = 1 << 22

    /// Calls `body` with each row until it answers false.
    func forEach(_ body: (SourceRow) throws -> Bool) throws {
        switch layout.form {
        case .table(let delimiter, let header):
            try forEachRecord(delimiter: delimiter, skipping: header + 1, body)
        case .objects:
            var reader = try ObjectReader(source)
            try reader.forEach(layout.kind, body)
        }
    }

    private func forEachRecord(delimiter: UInt8, skipping: Int, _ body: (SourceRow) throws -> Bool) throws {
        var row = SourceRow()
        let columns = layout.columns.map { (field: $0.key, column: $0.value) }.sorted { $0.column < $1.column }
        var (line, left) = (1, skipping)
        try Self.forEachPiece(of: source) { bytes, isLast in
            if let zero = bytes.firstIndex(of: 0) {
                let zeroLine = line + bytes[..<zero].count { $0 == 0x0A }
                throw DataProblem(message: "holds a zero byte; export the sheet as CSV", line: zeroLine, column: 1)
            }
            let records = try DataRecords(bytes, delimiter: delimiter, line: line, isLast: isLast)
            line = records.nextLine
            row.begin(records, columns: columns)
            for record in 0..<records.count {
                if left > 0 {
                    left -= 1
                    continue
                }
                if records.starts[record + 1] - records.starts[record] > layout.names.count,
                    records.width(record) > layout.names.count
                {
                    let place = records.place(record, layout.names.count)
                    throw DataProblem(
                        message:
                            "a row of \(records.width(record)) fields under a header of \(layout.names.count); a field "
                            + "that holds the separator stands between quotation marks", line: place.line,
                        column: place.column)
                }
                row.fill(records, record, columns)
                guard try body(row) else { return nil }
            }
            return records.consumed
        }
    }

    /// Calls `body` with pieces of the file that begin with a record, until it answers nil; what it does not consume stands at the
    /// beginning of the next piece.
    static func forEachPiece(of source: ByteSource, _ body: ([UInt8], _ isLast: Bool) throws -> Int?) throws {
        var pieces = try TextPieces(source)
        var rest: [UInt8] = []
        var needed = 0
        while true {
            var bytes = rest
            rest = []
            var isLast = false
            // What holds no whole record yet is read on in growing pieces, so that a long record costs its length only.
            repeat {
                let piece = try pieces.piece()
                if piece.isEmpty { isLast = true } else { bytes += piece }
            } while !isLast && bytes.count < needed
            guard let consumed = try body(bytes, isLast || bytes.count > Self.longestRecord) else { return }
            if isLast { return }
            rest = Array(bytes[consumed...])
            needed = consumed == 0 ? 2 * bytes.count : 0
        }
    }
}
