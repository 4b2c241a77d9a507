// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts and money of a creator or a post, on one day or as a whole.
struct Tally {
    /// What is added up.
    struct Key: Hashable {
        var isPost: Bool
        var creator: Int32, post: Int32, day: Int32
        var network: UInt8, currency: UInt8
        var file: UInt16
    }

    var key: Key
    var platform: UInt8 = 0
    var followers = Tally.none, views = Tally.none, engagements = Tally.none, clicks = Tally.none
    var orders = Tally.none, refunds = Tally.none
    var value = Double.nan, refunded = Double.nan, commission = Double.nan, fee = Double.nan
    /// Engagements as a share of followers, where only that is known.
    var engagementRate = Double.nan
    /// What is paid for each post, where only that is known.
    var postRate = Double.nan

    /// Stands for a count that is not known.
    static let none = -1

    init(key: Key) { self.key = key }

    /// Adds another one.
    mutating func add(_ other: Tally) {
        if other.platform > 0 { platform = other.platform }
        followers = Swift.max(followers, other.followers)
        Self.add(&views, other.views)
        Self.add(&engagements, other.engagements)
        Self.add(&clicks, other.clicks)
        Self.add(&orders, other.orders)
        Self.add(&refunds, other.refunds)
        Self.add(&value, other.value)
        Self.add(&refunded, other.refunded)
        Self.add(&commission, other.commission)
        Self.add(&fee, other.fee)
        if engagementRate.isNaN { engagementRate = other.engagementRate }
        if postRate.isNaN { postRate = other.postRate }
    }

    private static func add(_ sum: inout Int, _ other: Int) {
        if other != none { sum = Swift.max(sum, 0) + other }
    }

    private static func add(_ sum: inout Double, _ other: Double) {
        if !other.isNaN { sum = (sum.isNaN ? 0 : sum) + other }
    }

    /// Whether it says nothing; a post says at least that there is one.
    var isEmpty: Bool {
        !key.isPost && [followers, views, engagements, clicks, orders, refunds].allSatisfy { $0 == Self.none }
            && [value, refunded, commission, fee].allSatisfy(\.isNaN)
    }
}

/// The counts of all files.
struct TallyStore {
    private(set) var tallies: [Tally] = []
    private var numbers: [Tally.Key: Int32] = [:]
    private var rows: Set<UInt64> = []

    /// Whether a row with this hash was seen before.
    mutating func isRepeated(_ hash: UInt64) -> Bool { !rows.insert(hash).inserted }

    /// Adds a row to those of the same key, or puts it in the place of an older state of the same post.
    mutating func add(_ tally: Tally, replacing: Bool = false, alone: Bool = false) -> OrderStore.Fate {
        if !alone, let number = numbers[tally.key] {
            if replacing { tallies[Int(number)] = tally } else { tallies[Int(number)].add(tally) }
            return .gone(replacing ? .newerState : .counts)
        }
        if !alone { numbers[tally.key] = Int32(tallies.count) }
        tallies.append(tally)
        return .kept
    }
}
