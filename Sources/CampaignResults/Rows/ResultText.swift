// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// A results file as text: comma-separated values, a line of column names, then a row a line.
public enum ResultText {
    /// The line of column names.
    public static let header = ResultColumn.allCases.map(\.rawValue).joined(separator: ",") + "\n"

    /// A sheet to fill in by hand: the names of its columns.
    public static let template = ResultColumn.ofTemplate.map(\.rawValue).joined(separator: ",") + "\n"

    private static let columns = ResultColumn.allCases.dropFirst()

    /// Adds the line of a row.
    public static func append(_ row: ResultRow, to text: inout [UInt8]) {
        text += row.kind.rawValue.utf8
        for column in columns {
            text.append(UInt8(ascii: ","))
            switch column {
            case .row: break
            case .order: append(row.order, to: &text)
            case .creator: append(row.creator, to: &text)
            case .post: append(row.post, to: &text)
            case .platform: if let platform = row.platform { text += platform.rawValue.utf8 }
            case .network: append(row.network, to: &text)
            case .date: append(row.day, to: &text)
            case .clicked: append(row.clicked, to: &text)
            case .decided: append(row.decided, to: &text)
            case .state: if let state = row.state { text += state.rawValue.utf8 }
            case .followers: append(row.followers, to: &text)
            case .views: append(row.views, to: &text)
            case .engagements: append(row.engagements, to: &text)
            case .clicks: append(row.clicks, to: &text)
            case .orders: append(row.orders, to: &text)
            case .refunds: append(row.refunds, to: &text)
            case .value: append(row.value, to: &text)
            case .refunded: append(row.refunded, to: &text)
            case .commission: append(row.commission, to: &text)
            case .fee: append(row.fee, to: &text)
            case .currency: text += row.currency.utf8
            case .settledUntil: append(row.settledUntil, to: &text)
            }
        }
        text.append(UInt8(ascii: "\n"))
    }

    private static func append(_ count: Int?, to text: inout [UInt8]) {
        if let count { append(UInt64(Swift.max(count, 0)), width: 1, to: &text) }
    }

    private static func append(_ day: CalendarDay?, to text: inout [UInt8]) {
        guard let (year, month, day) = day?.date else { return }
        append(UInt64(year), width: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        append(UInt64(month), width: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        append(UInt64(day), width: 2, to: &text)
    }

    /// An amount without an exponent; sums of cents are rounded to what cents can say.
    private static func append(_ money: Double?, to text: inout [UInt8]) {
        guard let money else { return }
        let scaled = (money * 10_000).rounded()
        // Whole ten-thousandths are exact, and quicker than the digits of any number.
        guard scaled.magnitude < 9e15 else {
            text += DecimalNumber(money).literal.utf8
            return
        }
        let units = Int64(scaled)
        if units < 0 { text.append(UInt8(ascii: "-")) }
        append(units.magnitude / 10_000, width: 1, to: &text)
        var (rest, width) = (units.magnitude % 10_000, 4)
        guard rest > 0 else { return }
        while rest % 10 == 0 { (rest, width) = (rest / 10, width - 1) }
        text.append(UInt8(ascii: "."))
        append(rest, width: width, to: &text)
    }

    /// The digits of a number, at least `width` of them.
    private static func append(_ number: UInt64, width: Int, to text: inout [UInt8]) {
        var power: UInt64 = 1
        for _ in 1..<Swift.max(width, 1) { power *= 10 }
        while number / power >= 10 { power *= 10 }
        var rest = number
        while power > 0 {
            text.append(0x30 + UInt8(truncatingIfNeeded: rest / power))
            (rest, power) = (rest % power, power / 10)
        }
    }

    /// Plain names and numbers are fields as they are.
    private static func append(_ field: String, to text: inout [UInt8]) {
        let isPlain =
            field.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x2E
            } && field.utf8.first != 0x2D
        text += (isPlain ? field : CSVField.text(field)).utf8
    }
}
