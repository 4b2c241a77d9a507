// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// The pieces of a file as UTF-8 without a byte order mark; what is no text is refused.
///
/// Bytes that are not UTF-8 are passed on as they are: fields that hold them are read as Windows-1252.
struct TextPieces {
    private let next: ByteSource.Pieces
    private var isFirst = true
    private var wide: Wide?

    /// UTF-16 and what is left of a piece of it: a byte, or half a character.
    private struct Wide {
        var isLittle: Bool
        var rest: [UInt8] = []
    }

    init(_ source: ByteSource) throws { next = try source.open() }

    /// Whether the file is UTF-16, once a piece was read.
    var isWide: Bool { wide != nil }

    /// The next piece; empty at the end of the file.
    mutating func piece() throws -> [UInt8] {
        var bytes = try next()
        if isFirst {
            // A first piece of a byte or two would hide what the file is.
            while bytes.count < 8 {
                let more = try next()
                if more.isEmpty { break }
                bytes += more
            }
            isFirst = false
            try refuseWorkbooks(bytes)
            if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                wide = Wide(isLittle: bytes[0] == 0xFF)
                bytes.removeFirst(2)
            } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                bytes.removeFirst(3)
            }
        }
        while wide != nil, !bytes.isEmpty {
            let text = narrowed(bytes)
            if !text.isEmpty { return text }
            bytes = try next()
        }
        return bytes
    }

    private func refuseWorkbooks(_ bytes: [UInt8]) throws(DataProblem) {
        let kinds: [(mark: [UInt8], name: String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "an Excel workbook (XLSX) or another archive"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook (XLS)"), ([0x25, 0x50, 0x44, 0x46], "a PDF"),
        ]
        if let kind = kinds.first(where: { bytes.starts(with: $0.mark) }) {
            throw DataProblem(
                message: "is \(kind.name), which is not read; export the sheet as CSV", line: 1, column: 1)
        }
    }

    private mutating func narrowed(_ bytes: [UInt8]) -> [UInt8] {
        guard var state = wide else { return bytes }
        let all = state.rest + bytes
        var units: [UInt16] = []
        units.reserveCapacity(all.count / 2)
        for index in stride(from: 0, to: all.count - 1, by: 2) {
            let (one, other) = (UInt16(all[index]), UInt16(all[index + 1]))
            units.append(state.isLittle ? other << 8 | one : one << 8 | other)
        }
        state.rest = all.count.isMultiple(of: 2) ? [] : [all[all.count - 1]]
        if let last = units.last, (0xD800..<0xDC00).contains(last) {
            units.removeLast()
            state.rest = Array(all[(units.count * 2)...])
        }
        wide = state
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
