// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import CampaignResults

/// Rows of results added up by creator and platform, whatever their order.
public struct ResultFold: Sendable {
    private(set) var tallies: [Key: CreatorTally] = [:]
    private(set) var rows = 0
    private(set) var repeated = 0
    private(set) var withoutCreator = 0
    private(set) var otherCurrency: (rows: Int, creators: Set<String>) = (0, [])
    private(set) var days: ClosedRange<CalendarDay>?
    private(set) var hasOrders = false
    /// The rows' identities in earlier files, and in the one at hand.
    private var before: Set<UInt64> = [], here: Set<UInt64> = []
    private var sum: UInt64 = 0
    private let currency: String

    /// Who and where.
    struct Key: Hashable, Comparable {
        var creator: String
        var platform: Platform?

        static func < (one: Key, other: Key) -> Bool {
            (one.creator, one.platform?.rawValue ?? "") < (other.creator, other.platform?.rawValue ?? "")
        }
    }

    /// No rows yet; money in another currency is left out.
    public init(currency: String) { self.currency = currency }

    /// What follows is of another file.
    public mutating func beginFile() {
        before.formUnion(here)
        here = []
    }

    /// Adds a row; one that an earlier file held is counted once.
    public mutating func add(_ row: ResultRow) {
        rows += 1
        let (identity, whole) = Self.hashes(row)
        guard !before.contains(identity) else {
            repeated += 1
            return
        }
        here.insert(identity)
        sum = sum &+ SplitMix.mixed(whole)
        for day in [row.day, row.clicked, row.decided].compactMap(\.self) {
            days = days.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
        }
        guard !row.creator.isEmpty else {
            withoutCreator += 1
            return
        }
        if row.orders != nil { hasOrders = true }
        let isForeign = !row.currency.isEmpty && row.currency != currency
        if isForeign {
            otherCurrency.rows += 1
            otherCurrency.creators.insert(row.creator)
        }
        tallies[Key(creator: row.creator, platform: row.platform), default: CreatorTally()].add(row, money: !isForeign)
    }

    /// What tells a row from others: an order by its network and number, all else by all it says; and the hash of all it says.
    private static func hashes(_ row: ResultRow) -> (identity: UInt64, whole: UInt64) {
        var text: [UInt8] = []
        ResultText.append(row, to: &text)
        let whole = StableHash.hash(text)
        guard row.kind == .order, !row.order.isEmpty else { return (whole, whole) }
        return (StableHash.hash("order\u{1F}\(row.network)\u{1F}\(row.order)"), whole)
    }
}

// MARK: - What stands for the rows

extension ResultFold {
    /// How many hashes of single rows are kept.
    private static let sampleSize = 16

    /// 16 hexadecimal digits that stand for all rows.
    var hash: String { StableHash.hexadecimal("\(rows - repeated) \(sum)") }

    /// The smallest hashes of single rows: of any other rows that hold a part of these, about that part of the hashes comes again.
    var sample: [String] {
        before.union(here).sorted().prefix(Self.sampleSize).map { StableHash.hexadecimal("\($0)") }
    }

    /// How many of some kept hashes are of rows that are here.
    func count(of sample: [String]) -> Int {
        let known = Set(sample)
        return before.union(here).count { known.contains(StableHash.hexadecimal("\($0)")) }
    }
}

/// What the rows of one creator on one platform add up to; what no row says is nil.
struct CreatorTally: Sendable {
    private(set) var rows = 0
    private(set) var followers, views, clicks, orders: Int?
    private(set) var settled = 0, refunds = 0, valuedOrders = 0
    private(set) var hasRefunds = false
    private(set) var value = 0.0
    private(set) var fee: Double?
    /// The first day of each post; nil where it has none.
    private(set) var posts: [String: CalendarDay?] = [:]
    private var namelessPosts = 0

    /// The posts that rows name; nil where none does.
    var postCount: Int? { posts.isEmpty && namelessPosts == 0 ? nil : posts.count + namelessPosts }

    /// Whether anything shows that the creator took part.
    var tookPart: Bool { postCount != nil || views != nil || clicks != nil || orders != nil || fee != nil }

    mutating func add(_ row: ResultRow, money: Bool) {
        rows += 1
        if let count = row.followers { followers = max(followers ?? 0, count) }
        add(row.views, to: \.views)
        add(row.clicks, to: \.clicks)
        add(row.orders, to: \.orders)
        if !row.post.isEmpty {
            let known = posts[row.post] ?? nil
            posts[row.post] = row.kind == .post ? [known, row.day].compactMap(\.self).min() : known
        } else if row.kind == .post {
            namelessPosts += 1
        }
        addOrders(row)
        guard money else { return }
        if let orders = row.orders, orders > 0, let amount = row.value, amount > 0 {
            value += amount
            valuedOrders += orders
        }
        if let paid = row.fee { fee = (fee ?? 0) + paid }
    }

    /// Orders of which it is known whether they came back.
    private mutating func addOrders(_ row: ResultRow) {
        guard let orders = row.orders else { return }
        // Where a network says until when it has decided, what is younger says nothing, even if some of it came back already.
        let isSettled =
            if let until = row.settledUntil, let day = row.day { day <= until } else { row.state != .pending }
        guard isSettled, row.kind == .order || row.refunds != nil else { return }
        hasRefunds = true
        settled += orders
        refunds += row.refunds ?? 0
    }

    private mutating func add(_ count: Int?, to sum: WritableKeyPath<CreatorTally, Int?>) {
        if let count { self[keyPath: sum] = (self[keyPath: sum] ?? 0) + count }
    }

    /// What rows say that do not name the platform.
    mutating func merge(_ other: CreatorTally) {
        rows += other.rows
        followers = [followers, other.followers].compactMap(\.self).max()
        add(other.views, to: \.views)
        add(other.clicks, to: \.clicks)
        add(other.orders, to: \.orders)
        settled += other.settled
        refunds += other.refunds
        valuedOrders += other.valuedOrders
        hasRefunds = hasRefunds || other.hasRefunds
        value += other.value
        if let paid = other.fee { fee = (fee ?? 0) + paid }
        posts.merge(other.posts) { [$0, $1].compactMap(\.self).min() }
        namelessPosts += other.namelessPosts
    }
}
