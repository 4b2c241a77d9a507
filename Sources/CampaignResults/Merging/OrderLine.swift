// SPDX-License-Identifier: GPL-3.0-or-later

/// What one row of an export says of an order.
struct OrderLine {
    /// What makes it the same row in another export; 0 where nothing does.
    var hash: UInt64 = 0
    /// The next line of the same order; −1 for none.
    var next: Int32 = -1
    /// Numbers of texts; −1 for none.
    var creator: Int32 = -1, post: Int32 = -1
    /// Days since 1970 and the second of the first one; `none` where they are not known.
    var day = OrderLine.none, second = OrderLine.none, clicked = OrderLine.none, decided = OrderLine.none
    /// The money of the row; not a number where it is not known.
    var value = Double.nan, commission = Double.nan
    /// What of the value the row itself says was sent back.
    var refunded = 0.0
    /// Numbers of network, platform and currency; 0 where a platform or currency is not known.
    var network: UInt8 = 0, platform: UInt8 = 0, currency: UInt8 = 0
    /// The file, whose currency stands in for one that is not known.
    var file: UInt16 = 0
    var state = ExportKind.State.approved
    var isSecondTier = false
    /// Whether it was counted as kept.
    var isKept = false

    /// Stands for a day or second that is not known.
    static let none = Int32.min

    /// Whether another row says the same.
    func says(_ other: OrderLine) -> Bool {
        state == other.state && Self.isSame(value, other.value) && Self.isSame(commission, other.commission)
            && refunded == other.refunded
    }

    private static func isSame(_ one: Double, _ other: Double) -> Bool { one == other || (one.isNaN && other.isNaN) }
}

extension ExportKind.State {
    /// How far a transaction has come; of two exports of it the later one says what is.
    var rank: Int {
        switch self {
        case .pending: 0
        case .approved: 1
        case .refunded, .declined: 2
        }
    }
}
