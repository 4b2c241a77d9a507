// SPDX-License-Identifier: GPL-3.0-or-later

/// One order, made of all rows that belong to it.
struct FoldedOrder {
    /// What the rows leave of it; nil where it never was one.
    private(set) var state: ResultRow.State?
    /// The row that names creator, post, platform, network, currency and file.
    private(set) var main: OrderLine
    private(set) var day = OrderLine.none, second = OrderLine.none, clicked = OrderLine.none, decided = OrderLine.none
    /// What was ordered, what was sent back of it, and the commission that is left; not a number where it is not known.
    private(set) var value = Double.nan, commission = Double.nan
    private(set) var refunded = 0.0
    /// What is doubtful, and what was dropped with it.
    private(set) var findings: [ImportReason] = []

    /// Half the smallest coin: sums that differ by less are the same.
    private static let tolerance = 0.005

    /// Folds the rows of an order of a network that tells refunds in this way.
    init(_ lines: OrderLines, refunds: ExportKind.Refunds) {
        var sums = Sums()
        var wasKept = false
        main = OrderLine()
        var best = -Double.infinity
        var hasSeveral = false
        for line in lines {
            wasKept = wasKept || line.isKept
            // What was declined, and never anything else, is no part of the order.
            if line.state == .declined { continue }
            sums.add(line)
            if line.isSecondTier { continue }
            if best > -.infinity, line.creator >= 0, main.creator >= 0, line.creator != main.creator {
                hasSeveral = true
            }
            let weight = line.value.isNaN ? 0 : line.value
            if weight > best { (main, best) = (line, weight) }
            if line.day != OrderLine.none, day == OrderLine.none || (line.day, line.second) < (day, second) {
                (day, second) = (line.day, line.second)
            }
            if line.clicked != OrderLine.none { clicked = Swift.max(clicked, line.clicked) }
            // A refund with a row of its own was decided on the day of that row.
            if line.value < 0 { decided = Swift.max(decided, line.day) }
            if line.decided != OrderLine.none { decided = Swift.max(decided, line.decided) }
        }
        guard best > -.infinity, sums.sales > 0 else {
            if wasKept { findings = [sums.rows == 0 ? .declined : .withoutOrder] }
            return
        }
        if hasSeveral { findings.append(.severalCreators) }
        switch refunds {
        case .corrections: correct(sums)
        case .states, .negativeRows: refund(sums)
        }
    }

    /// What the rows of an order add up to.
    private struct Sums {
        var rows = 0, sales = 0, known = 0, pending = 0, returned = 0
        var gross = 0.0, negative = 0.0, returnedValue = 0.0
        var hasCommission = false
        var commission = 0.0, negativeCommission = 0.0, returnedCommission = 0.0
        /// The most that the order was worth while rows were added.
        var running = 0.0, peak = 0.0

        mutating func add(_ line: OrderLine) {
            rows += 1
            let value = line.value.isNaN ? 0 : line.value
            let commission = line.commission.isNaN ? 0 : line.commission
            if !line.commission.isNaN { hasCommission = true }
            running += value
            peak = Swift.max(peak, running)
            if value < 0 || (value == 0 && commission < 0) {
                negative -= value
                negativeCommission -= commission
                return
            }
            self.commission += commission
            // A second tier is paid for an order of which another row says what it is worth.
            if line.isSecondTier {
                if line.state == .refunded { returnedCommission += commission }
                return
            }
            sales += 1
            if !line.value.isNaN { known += 1 }
            gross += value
            switch line.state {
            case .pending: pending += 1
            case .approved, .declined: break
            case .refunded:
                returned += 1
                returnedValue += value
                returnedCommission += commission
            }
            if line.state != .refunded { returnedValue += line.refunded }
        }
    }

    /// The sum of rows that correct each other.
    private mutating func correct(_ sums: Sums) {
        let net = sums.gross - sums.negative
        let left = Swift.max(0, sums.commission - sums.negativeCommission)
        if sums.known > 0, net < Self.tolerance, sums.negative > 0 {
            (state, value, refunded) = (.refunded, sums.peak, sums.peak)
        } else {
            state = sums.pending > 0 ? .pending : .approved
            if sums.known > 0 { value = net }
        }
        if sums.hasCommission { commission = left }
    }

    /// Refunds by state or by negative rows, never both.
    private mutating func refund(_ sums: Sums) {
        if sums.returnedValue > 0, sums.negative > 0 { findings.append(.refundTwice) }
        refunded = Swift.min(sums.gross, Swift.max(sums.returnedValue, sums.negative))
        let isWhole =
            sums.returned == sums.sales || (sums.gross > 0 && refunded > sums.gross - Self.tolerance)
        if isWhole { refunded = sums.gross }
        state = isWhole ? .refunded : sums.pending > 0 ? .pending : .approved
        if sums.known > 0 { value = sums.gross }
        if sums.hasCommission {
            let byState = sums.commission - sums.returnedCommission
            commission = Swift.max(0, Swift.min(byState, sums.commission - sums.negativeCommission))
            if sums.returned == sums.sales { commission = 0 }
        }
    }
}
