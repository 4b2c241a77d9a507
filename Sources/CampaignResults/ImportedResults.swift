// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What several files hold of a campaign, put together: rows of results, and the account of how they came about.
public struct ImportedResults {
    /// What was read, merged, dropped and doubted, and what is left.
    public private(set) var account: ImportAccount

    private let importer: Importer
    /// Orders that are left out because another network has them.
    private var left: Set<Int> = []
    /// The last day until which no order of a network is pending, by its number.
    private var settled: [CalendarDay?]
    /// The creators whose orders stand one by one, and those of them with commission.
    private var withOrders: Set<Int32> = [], withCommission: Set<Int32> = []
    /// The posts of each creator in sheets.
    private var postCounts: [Int32: Int] = [:]

    init(_ importer: Importer) {
        self.importer = importer
        account = importer.account
        settled = Array(repeating: nil, count: importer.networks.count)
        lookAtOrders()
        lookAtTallies()
        addUp()
    }

    /// Calls `body` with each row: orders first, then posts and creators, each as it was first met.
    ///
    /// - Parameters:
    ///   - keys: give creators and posts their hashes, and take up those that are new.
    ///   - body: takes the row.
    public func forEach(keys: inout CreatorKeys, _ body: (ResultRow) throws -> Void) rethrows {
        var creators = [String](repeating: "", count: importer.creators.count)
        var posts = [String](repeating: "", count: importer.posts.count)
        try forEachRow { row, creator, post in
            if creator >= 0 {
                if creators[Int(creator)].isEmpty { creators[Int(creator)] = hash(.creator, creator, &keys) }
                row.creator = creators[Int(creator)]
            }
            if post >= 0 {
                if posts[Int(post)].isEmpty { posts[Int(post)] = hash(.post, post, &keys) }
                row.post = posts[Int(post)]
            }
            try body(row)
        }
    }

    private func hash(_ kind: CreatorKeys.Kind, _ number: Int32, _ keys: inout CreatorKeys) -> String {
        let name = kind == .creator ? importer.creators.text(number) : importer.posts.text(number)
        return name.hasPrefix("\u{1F}") ? String(name.dropFirst()) : keys.hash(kind, name)
    }

    /// The number of the name of a creator, whom lists of creators may call by another number.
    private func canonical(_ creator: Int32) -> Int32 { importer.listed[creator]?.name ?? creator }

    private func fold(_ order: Int) -> FoldedOrder {
        let lines = importer.orders.lines(of: order)
        return FoldedOrder(lines, refunds: importer.networks[Int(lines.network)].refunds)
    }
}

// MARK: - What files say together

extension ImportedResults {
    /// What two networks count alike.
    private struct Sale: Hashable {
        var creator: Int32, day: Int32, second: Int32, currency: UInt8
        var value: Double
    }

    private mutating func lookAtOrders() {
        var last = [Int32](repeating: OrderLine.none, count: importer.networks.count)
        var firstPending = [Int32](repeating: Int32.max, count: importer.networks.count)
        var found: [ImportReason: Int] = [:]
        var sales: [Sale: [(order: Int, network: UInt8)]] = [:]
        let isShared = importer.networks.count > 1
        for order in 0..<importer.orders.count {
            let folded = fold(order)
            for reason in folded.findings { found[reason, default: 0] += 1 }
            guard folded.state != nil else { continue }
            let main = folded.main
            if isShared, folded.second != OrderLine.none, main.creator >= 0, folded.value > 0 {
                let sale = Sale(
                    creator: canonical(main.creator), day: folded.day, second: folded.second, currency: main.currency,
                    value: folded.value)
                if let index = sales[sale]?.firstIndex(where: { $0.network != main.network }) {
                    sales[sale]?.remove(at: index)
                    left.insert(order)
                    found[.sameSale, default: 0] += 1
                    continue
                }
                sales[sale, default: []].append((order, main.network))
            }
            if main.creator >= 0 {
                withOrders.insert(canonical(main.creator))
                if !folded.commission.isNaN { withCommission.insert(canonical(main.creator)) }
            }
            let network = Int(main.network)
            last[network] = max(last[network], folded.day)
            if folded.state == .pending { firstPending[network] = min(firstPending[network], folded.day) }
        }
        for reason in ImportReason.allCases {
            if let count = found[reason] { account.findings.note(reason, count: count) }
        }
        settle(last, firstPending)
    }

    /// Works out until when each network is settled; those of one name are one.
    private mutating func settle(_ last: [Int32], _ firstPending: [Int32]) {
        for number in importer.networks.indices {
            let same = importer.networks.indices.filter { importer.networks[$0].name == importer.networks[number].name }
            // Where nothing says what became of orders, nobody knows until when all is settled.
            guard same.contains(where: { importer.networks[$0].knowsStates }) else { continue }
            let pending = same.map { firstPending[$0] }.min() ?? Int32.max
            // A pending order without a day leaves no day settled.
            let until = pending == Int32.max ? same.map { last[$0] }.max() ?? OrderLine.none : pending
            if until != OrderLine.none {
                settled[number] = CalendarDay(number: pending == Int32.max ? until : until - 1)
            }
        }
    }

    private mutating func lookAtTallies() {
        var unlisted: Set<Int32> = []
        let named = Set(importer.listed.values.map(\.name))
        var sums = 0, pay = 0, unpaid = 0
        for tally in importer.tallies.tallies where tally.key.isPost {
            postCounts[canonical(tally.key.creator), default: 0] += 1
        }
        for tally in importer.tallies.tallies {
            let creator = tally.key.creator
            guard importer.networks[Int(tally.key.network)].isSheet else { continue }
            if !tally.postRate.isNaN, postCounts[canonical(creator)] == nil { unpaid += 1 }
            if !importer.listed.isEmpty, importer.listed[creator] == nil, !named.contains(creator) {
                unlisted.insert(creator)
            }
            if tally.orders != Tally.none, withOrders.contains(canonical(creator)) { sums += 1 }
            if tally.orders == Tally.none, !tally.commission.isNaN, withCommission.contains(canonical(creator)) {
                pay += 1
            }
        }
        if sums > 0 { account.findings.note(.sumsBesideOrders, count: sums) }
        if unpaid > 0 { account.findings.note(.payWithoutTotal, count: unpaid) }
        if pay > 0 { account.findings.note(.payBesideOrders, count: pay) }
        if !unlisted.isEmpty { account.findings.note(.unlisted, count: unlisted.count) }
    }

    /// Adds up the rows that are left.
    private mutating func addUp() {
        var totals: [ImportAccount.Total] = []
        var current = 0
        var creators: Set<Int32> = [], posts: Set<Int32> = []
        var days: ClosedRange<CalendarDay>?
        forEachRow { row, creator, post in
            if totals.isEmpty || !totals[current].isOf(row) {
                if let known = totals.firstIndex(where: { $0.isOf(row) }) {
                    current = known
                } else {
                    current = totals.count
                    totals.append(ImportAccount.Total(network: row.network, currency: row.currency))
                }
            }
            totals[current].add(row)
            if creator >= 0 { creators.insert(creator) }
            if post >= 0 { posts.insert(post) }
            if let day = row.day { days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day) }
        }
        account.totals = totals
        (account.creators, account.posts, account.days) = (creators.count, posts.count, days)
    }
}

extension ImportAccount.Total {
    fileprivate func isOf(_ row: ResultRow) -> Bool { network == row.network && currency == row.currency }

    fileprivate mutating func add(_ row: ResultRow) {
        rows += 1
        settledUntil = row.settledUntil
        orders += row.orders ?? 0
        refunds += row.refunds ?? 0
        if row.state == .pending { pending += 1 }
        views += row.views ?? 0
        engagements += row.engagements ?? 0
        clicks += row.clicks ?? 0
        value += row.value ?? 0
        refunded += row.refunded ?? 0
        commission += row.commission ?? 0
        fee += row.fee ?? 0
    }
}

// MARK: - Rows

extension ImportedResults {
    /// Calls `body` with each row, and the numbers of its creator and its post, −1 for none.
    private func forEachRow(_ body: (inout ResultRow, _ creator: Int32, _ post: Int32) throws -> Void) rethrows {
        for order in 0..<importer.orders.count where !left.contains(order) {
            let folded = fold(order)
            guard var row = row(folded, order) else { continue }
            let creator = folded.main.creator
            try body(&row, creator < 0 ? -1 : canonical(creator), folded.main.post)
        }
        for tally in importer.tallies.tallies {
            guard var row = row(tally) else { continue }
            try body(&row, canonical(tally.key.creator), tally.key.post)
        }
    }

    private func row(_ folded: FoldedOrder, _ order: Int) -> ResultRow? {
        guard let state = folded.state else { return nil }
        let main = folded.main
        var row = ResultRow(kind: .order)
        row.order = number(order)
        row.network = importer.networks[Int(main.network)].name
        row.platform = Importer.platform(main.platform) ?? platform(main.creator)
        row.day = day(folded.day)
        row.clicked = day(folded.clicked)
        row.decided = day(folded.decided)
        row.state = state
        row.orders = 1
        row.refunds = state == .refunded ? 1 : 0
        row.value = known(folded.value)
        row.refunded = row.value == nil ? nil : known(folded.refunded)
        row.commission = known(folded.commission)
        row.currency = row.value == nil && row.commission == nil ? "" : currency(main.currency, main.file)
        row.settledUntil = settled[Int(main.network)]
        return row
    }

    /// The number of an order, without the network that keeps apart those that are the network's own.
    private func number(_ order: Int) -> String {
        let key = importer.orders.key(order)
        return key.utf8.dropFirst().first == 0x1F ? String(key.dropFirst(2)) : key
    }

    private func row(_ tally: Tally) -> ResultRow? {
        var tally = tally
        let creator = canonical(tally.key.creator)
        let network = importer.networks[Int(tally.key.network)]
        if network.isSheet {
            // What orders say one by one is not said again in sums.
            if tally.orders != Tally.none, withOrders.contains(creator) {
                (tally.orders, tally.refunds, tally.value, tally.refunded) = (Tally.none, Tally.none, .nan, .nan)
                tally.commission = .nan
            }
            if withCommission.contains(creator) { tally.commission = .nan }
        }
        if !tally.engagementRate.isNaN, tally.engagements == Tally.none {
            let followers = max(tally.followers, importer.listed[tally.key.creator]?.followers ?? Tally.none)
            if followers >= 0 { tally.engagements = Int((tally.engagementRate * Double(followers)).rounded()) }
        }
        if !tally.postRate.isNaN, tally.fee.isNaN, let count = postCounts[creator] {
            tally.fee = tally.postRate * Double(count)
        }
        guard !tally.isEmpty else { return nil }
        var row = ResultRow(kind: tally.key.isPost ? .post : .creator)
        row.network = network.name
        row.platform = Importer.platform(tally.platform) ?? platform(tally.key.creator)
        row.day = day(tally.key.day)
        row.followers = known(tally.followers)
        row.views = known(tally.views)
        row.engagements = known(tally.engagements)
        row.clicks = known(tally.clicks)
        row.orders = known(tally.orders)
        row.refunds = known(tally.refunds)
        row.value = known(tally.value)
        row.refunded = known(tally.refunded)
        row.commission = known(tally.commission)
        row.fee = known(tally.fee)
        let hasMoney = [row.value, row.refunded, row.commission, row.fee].contains { $0 != nil }
        row.currency = hasMoney ? currency(tally.key.currency, tally.key.file) : ""
        row.settledUntil = settled[Int(tally.key.network)]
        return row
    }

    private func platform(_ creator: Int32) -> Platform? {
        creator < 0 ? nil : importer.listed[creator].flatMap { Importer.platform($0.platform) }
    }

    private func currency(_ number: UInt8, _ file: UInt16) -> String {
        number > 0 ? importer.currencies[Int(number)] : importer.fileCurrencies[Int(file)] ?? ""
    }

    private func day(_ number: Int32) -> CalendarDay? { number == OrderLine.none ? nil : CalendarDay(number: number) }
    /// An amount without what adding up leaves behind its fourth decimal.
    private func known(_ value: Double) -> Double? { value.isNaN ? nil : (value * 1e4).rounded() / 1e4 }
    private func known(_ count: Int) -> Int? { count == Tally.none ? nil : count }
}
