// SPDX-License-Identifier: GPL-3.0-or-later

/// Something wrong with a data file, where there is a place also that.
package struct DataProblem: Error {
    package var message: String
    package var line: Int?
    package var column: Int?

    package init(message: String, line: Int? = nil, column: Int? = nil) {
        self.message = message
        self.line = line
        self.column = column
    }
}

/// The text of a data file and the encoding that it was found in.
package struct DataText {
    /// The text as UTF-8, without a byte order mark.
    package var bytes: [UInt8]
    /// The encoding, where it is not plain UTF-8.
    package var encoding: String?

    package init(_ raw: [UInt8]) throws(DataProblem) {
        if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
            let isLittle = raw[0] == 0xFF
            var units: [UInt16] = []
            for index in stride(from: 2, to: raw.count - 1, by: 2) {
                let (one, other) = (UInt16(raw[index]), UInt16(raw[index + 1]))
                units.append(isLittle ? other << 8 | one : one << 8 | other)
            }
            self.init(bytes: Array(String(decoding: units, as: UTF16.self).utf8), encoding: "UTF-16")
        } else if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
            self.init(bytes: Array(raw.dropFirst(3)), encoding: nil)
        } else {
            self.init(bytes: raw, encoding: nil)
        }
        if String(validating: bytes, as: UTF8.self) == nil {
            self.init(bytes: try Self.windows(bytes), encoding: "Windows-1252")
        }
        if let index = bytes.firstIndex(of: 0) {
            let line = bytes[..<index].count { $0 == 0x0A } + 1
            throw DataProblem(message: "holds a zero byte; save the table as text (CSV)", line: line, column: nil)
        }
    }

    private init(bytes: [UInt8], encoding: String?) {
        self.bytes = bytes
        self.encoding = encoding
    }

    /// The characters of Windows-1252 from 0x80 to 0x9F; 0 where there is none.
    private static let special: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// The text of bytes that are not UTF-8 as spreadsheets of Western Europe write it.
    private static func windows(_ bytes: [UInt8]) throws(DataProblem) -> [UInt8] {
        var scalars = String.UnicodeScalarView()
        for (index, byte) in bytes.enumerated() {
            let code = (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : UInt16(byte)
            guard code != 0 || byte == 0, let scalar = Unicode.Scalar(code) else {
                let line = bytes[..<index].count { $0 == 0x0A } + 1
                throw DataProblem(
                    message:
                        "byte 0x\(String(byte, radix: 16, uppercase: true)) is neither UTF-8 nor Windows-1252; save "
                        + "the table as UTF-8 text", line: line, column: nil)
            }
            scalars.append(scalar)
        }
        return Array(String(scalars).utf8)
    }
}
