// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

// Rows of transactions.

extension Importer {
    func addOrder(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        if values.knows(.test), values.isYes(.test, row) { return .gone(.test) }
        let purpose = values.purpose(row)
        if purpose == .lead { return .gone(.lead) }
        var line = OrderLine()
        (line.network, line.file) = (network, UInt16(clamping: file))
        readMoney(row, values, into: &line)
        line.creator = creator(row, values)
        if let date = values.day(.date, row) {
            (line.day, line.second) = date
        } else if values.knows(.date) {
            if row.value(.date) == nil { values.note(.withoutDate) }
        }
        if purpose == .bonus, line.value.isNaN || line.value == 0 { return addBonus(line, values) }
        if purpose == .refund { line.value = -line.value.magnitude }
        line.post = post(row, values)
        if let date = values.day(.clicked, row) { line.clicked = date.day }
        if let date = values.day(.decided, row) { line.decided = date.day }
        line.platform = platform(row, values)
        readState(row, values, into: &line)
        if let tier = values.number(.tier, row), tier >= 2 {
            line.isSecondTier = true
            line.value = .nan
        }
        return place(line, row, values)
    }

    private func readMoney(_ row: SourceRow, _ values: RowValues, into line: inout OrderLine) {
        if let value = values.money(.value, row) { line.value = value }
        if let value = values.money(.refunded, row) { line.refunded = value.magnitude }
        if let commission = values.money(.commission, row) {
            line.commission = commission
        } else if let estimate = values.money(.estimate, row) {
            line.commission = estimate
        }
        line.currency = currency(values.currency(row))
        if line.currency == 0, row.value(.currency) == nil, !line.value.isNaN || !line.commission.isNaN {
            meetMoney(line.value.isNaN ? .commission : .value, row, values, file: Int(line.file))
        }
    }

    private func readState(_ row: SourceRow, _ values: RowValues, into line: inout OrderLine) {
        line.state = values.state(row)
        if !networks[Int(line.network)].knowsStates, row.value(.state) != nil {
            networks[Int(line.network)].knowsStates = true
        }
        // As long as a commission is an estimate, nobody knows whether the order stays.
        if row.value(.commission) == nil, row.value(.estimate) != nil {
            values.note(.estimatedCommission)
            if line.state == .approved { line.state = .pending }
        }
        if values.isYes(.returned, row) {
            line.state = .refunded
        } else if line.state == .declined, let reason = row.text(.reason)?.text, ExportKind.isReturn(reason) {
            line.state = .refunded
        }
    }

    /// Money without a sale, which a creator gets all the same.
    private func addBonus(_ line: OrderLine, _ values: RowValues) -> OrderStore.Fate {
        guard !line.commission.isNaN, line.creator >= 0 else { return .gone(.withoutCreator) }
        values.note(.bonus)
        var tally = Tally(
            key: Tally.Key(
                isPost: false, creator: line.creator, post: -1, day: line.day, network: line.network,
                currency: line.currency,
                file: line.file))
        tally.fee = line.commission
        return tallies.add(tally)
    }

    private func place(_ line: OrderLine, _ row: SourceRow, _ values: RowValues) -> OrderStore.Fate {
        var line = line
        let kind = values.layout.kind
        let (order, number) = (values.identity(.order, row), values.identity(.line, row))
        if line.creator < 0 { values.note(.orderWithoutCreator) }
        guard let key = order ?? number.map({ ArraySlice([line.network, 0x1F] + $0) }) else {
            values.note(.orderWithoutNumber)
            return orders.add(line, key: nil, isCorrection: false, doubt: values.note)
        }
        if kind.refunds == .corrections {
            line.hash = ByteHash.hash([line.network], from: row.hash)
        } else if number != nil || order != nil {
            // The sign keeps the row of a refund apart from that of the sale, whose number some exports repeat.
            let mark: [UInt8] = [
                0x1F, line.network, line.value < 0 ? 1 : 0, line.isSecondTier ? 1 : 0,
                UInt8(truncatingIfNeeded: line.creator), UInt8(truncatingIfNeeded: line.creator >> 8),
                UInt8(truncatingIfNeeded: line.creator >> 16),
            ]
            line.hash = ByteHash.hash(mark[...], from: ByteHash.hash(number ?? [], from: ByteHash.hash(key)))
            // Rows of an order that have no number of their own are told apart by all that they say.
            if number == nil, values.knows(.line) || kind.network == ExportKind.sheet { line.hash = row.hash }
        }
        let slot = orders.number(key)
        if let first = orders.first(slot), first.network == line.network, first.currency != line.currency,
            first.currency > 0, line.currency > 0
        {
            values.problem(
                "the order \(String(decoding: key, as: UTF8.self).quotedForMessage) is in \(currencies[Int(line.currency)]) here and in "
                    + "\(currencies[Int(first.currency)]) above", row, .currency)
            return .gone(.duplicate)
        }
        return orders.add(line, key: slot, isCorrection: kind.refunds == .corrections, doubt: values.note)
    }
}
