// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// A number of a table: plain digits quickly, everything else as people write it.
struct WrittenAmount {
    /// What the digits say with this decimal mark.
    private enum Content {
        case plain(Double)
        case figure(WrittenFigure)
    }

    private let content: Content
    /// The sign or code of its currency.
    var currency: String? {
        switch content {
        case .plain: nil
        case .figure(let figure): figure.currency
        }
    }

    /// The number that a field says; nil where it is none.
    init?(_ bytes: ArraySlice<UInt8>) {
        if let plain = Self.pointed(bytes), !bytes.contains(0x2E) {
            content = .plain(plain)
        } else {
            var text = String(decoding: bytes, as: UTF8.self)
            // Accountants write what was lost between parentheses.
            if text.hasPrefix("("), text.hasSuffix(")") { text = "-" + text.dropFirst().dropLast() }
            guard let figure = WrittenFigure(text) else { return nil }
            content = .figure(figure)
        }
    }

    /// The number, where the decimal mark is `mark`.
    func value(_ mark: DecimalMark) -> Double {
        switch content {
        case .plain(let value): value
        case .figure(let figure): figure.value(mark)
        }
    }

    /// The mark that the text shows to be the decimal one.
    var shown: DecimalMark? {
        switch content {
        case .plain: nil
        case .figure(let figure): figure.shown
        }
    }

    /// The decimal mark of a number that must be whole, where it is whole with one of them only: 12.400 of something is 12,400.
    var shownOfCount: DecimalMark? {
        guard isOpen else { return nil }
        let isWhole = (point: value(.point) == value(.point).rounded(), comma: value(.comma) == value(.comma).rounded())
        return isWhole.point == isWhole.comma ? nil : isWhole.point ? .point : .comma
    }

    /// Whether another decimal mark would make another number of it.
    var isOpen: Bool {
        switch content {
        case .plain: false
        case .figure(let figure): figure.isAmbiguous
        }
    }

    var isPercent: Bool {
        switch content {
        case .plain: false
        case .figure(let figure): figure.isPercent
        }
    }

    /// The number of digits with a decimal point, where that is known to be the mark; nil where it has another form. It is exact,
    /// since both parts of the quotient are.
    static func pointed(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard bytes.count <= 16, let first = bytes.first else { return nil }
        let isNegative = first == 0x2D
        var (mantissa, decimals, digits) = (0, -1, 0)
        for byte in isNegative ? bytes.dropFirst() : bytes {
            if (0x30...0x39).contains(byte) {
                mantissa = mantissa * 10 + Int(byte - 0x30)
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else if byte == 0x2E, decimals < 0 {
                decimals = 0
            } else {
                return nil
            }
        }
        guard digits > 0, digits <= 15 else { return nil }
        let value = Double(mantissa) / powers[max(decimals, 0)]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
