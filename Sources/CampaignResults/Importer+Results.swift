// SPDX-License-Identifier: GPL-3.0-or-later

// Results files: sheets that were filled in by hand, and what an import wrote before.

extension Importer {
    func addResults(_ source: ByteSource) throws {
        let number = account.files.count
        account.files.append(FileAccount(name: source.name, kind: "results", layout: []))
        fileCurrencies.append(nil)
        try ResultReader.forEach(source, problems) { row, line in
            account.files[number].rows += 1
            let network = network(
                row.network.isEmpty ? ExportKind.sheet : row.network, .states, isSheet: row.network.isEmpty)
            let fate =
                switch row.kind {
                case .order: add(order: row, network: network, file: number, line: line)
                case .post, .creator: add(count: row, network: network, file: number)
                }
            switch fate {
            case .kept: account.files[number].kept += 1
            case .gone(let reason): account.files[number].note(reason, line: line)
            }
        }
    }

    private func creator(_ row: ResultRow) -> Int32 {
        row.creator.isEmpty ? -1 : creator(named: ArraySlice(Self.marked(row.creator).utf8))
    }

    private func post(_ row: ResultRow) -> Int32 {
        row.post.isEmpty ? -1 : posts.number(ArraySlice(Self.marked(row.post).utf8)).number
    }

    /// A hash that an import wrote is kept as it is, behind a mark that no name has.
    private static func marked(_ text: String) -> String { isHash(text) ? "\u{1F}" + text : text }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 16 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private func add(order row: ResultRow, network: UInt8, file: Int, line: Int) -> OrderStore.Fate {
        var result = OrderLine()
        (result.network, result.file, result.platform) = (network, UInt16(clamping: file), Self.number(row.platform))
        (result.creator, result.post) = (creator(row), post(row))
        result.day = row.day?.number ?? OrderLine.none
        result.clicked = row.clicked?.number ?? OrderLine.none
        result.decided = row.decided?.number ?? OrderLine.none
        result.value = row.value ?? .nan
        result.commission = row.commission ?? .nan
        result.refunded = row.refunded ?? 0
        result.currency = currency(row.currency.isEmpty ? nil : row.currency)
        result.state =
            switch row.state {
            case .pending: .pending
            case .approved, nil: .approved
            case .refunded: .refunded
            }
        if row.state != nil { networks[Int(network)].knowsStates = true }
        let doubt: (ImportReason) -> Void = { [self] in account.files[file].note($0, line: line) }
        if result.creator < 0 { doubt(.orderWithoutCreator) }
        guard !row.order.isEmpty else {
            doubt(.orderWithoutNumber)
            return orders.add(result, key: nil, isCorrection: false, doubt: doubt)
        }
        let key = ArraySlice(row.order.utf8)
        result.hash = ByteHash.hash([0x1F, network], from: ByteHash.hash(key))
        return orders.add(result, key: orders.number(key), isCorrection: false, doubt: doubt)
    }

    private func add(count row: ResultRow, network: UInt8, file: Int) -> OrderStore.Fate {
        let money = currency(row.currency.isEmpty ? nil : row.currency)
        var tally = Tally(
            key: Tally.Key(
                isPost: row.kind == .post, creator: creator(row), post: post(row),
                day: row.day?.number ?? OrderLine.none,
                network: network, currency: money, file: 0))
        tally.platform = Self.number(row.platform)
        tally.followers = row.followers ?? Tally.none
        tally.views = row.views ?? Tally.none
        tally.engagements = row.engagements ?? Tally.none
        tally.clicks = row.clicks ?? Tally.none
        tally.orders = row.orders ?? Tally.none
        tally.refunds = row.refunds ?? Tally.none
        tally.value = row.value ?? .nan
        tally.refunded = row.refunded ?? .nan
        tally.commission = row.commission ?? .nan
        tally.fee = row.fee ?? .nan
        if tallies.isRepeated(tally.content) { return .gone(.duplicate) }
        return tallies.add(tally, alone: true)
    }
}

extension Tally {
    /// A hash of all that it says.
    fileprivate var content: UInt64 {
        var text = "\(key.isPost),\(key.creator),\(key.post),\(key.day),\(key.network),\(key.currency)"
        text +=
            ",\(followers),\(views),\(engagements),\(clicks),\(orders),\(refunds),\(value),\(refunded),\(commission),\(fee)"
        return ByteHash.hash(ArraySlice(text.utf8))
    }
}
