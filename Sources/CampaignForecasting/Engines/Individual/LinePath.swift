// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// What happened to the creators of a line in one trial up to their posts, so that other rates, prices and shares can be tried on the same
/// posts, and other fees on the same creators.
struct LinePath {
    var hires: Hires
    var posts: Posts
    /// What was counted until then.
    var sums: LevelSums.Snapshot
    /// What was drawn along the candidate list.
    var drawn = DrawnColumns()
    /// One post for all that each budget adds, with the mean chances of its views, where posts are counted together.
    var pooled: (posts: Posts, rates: PostRates)?
}

/// Columns along a candidate list before a campaign-wide value is applied, by the stream that they are drawn from.
struct DrawnColumns {
    private(set) var all: [(stream: StreamName, column: Column<Double>)] = []

    /// Adds the column of a stream.
    mutating func add(_ column: Column<Double>, of stream: StreamName) { all.append((stream, column)) }

    /// The column drawn from a stream, where it is as long.
    func column(_ stream: StreamName, length: Int) -> Column<Double>? {
        all.first { $0.stream == stream && $0.column.count >= length }?.column.prefix(length)
    }
}

/// The paths of the lines of a run in some trials, as far as they have room.
///
/// Written by one thread, then only read.
final class LinePaths: TrialMemory, @unchecked Sendable {
    /// The memory of the columns, and the most that it may take, in bytes.
    let arena = Arena()
    private let room: Int
    /// By unit, then by trial.
    private var paths: [[LinePath?]]
    /// What hiring and posts have looked at, and rates, by unit.
    var reads: (early: SlotReads, rates: SlotReads)

    /// No paths of so many units in so many trials.
    init(units: Int, slots: Int, trials: Int, room: Int) {
        self.room = room
        paths = Array(repeating: Array(repeating: nil, count: trials), count: units)
        let none = SlotReads(parts: units, slots: slots)
        reads = (none, none)
    }

    /// The number of units.
    var units: Int { paths.count }

    /// Whether another path may be kept.
    var hasRoom: Bool { arena.size < room }

    subscript(unit: Int, trial: Int) -> LinePath? {
        get { paths[unit][trial] }
        set { paths[unit][trial] = newValue }
    }
}

/// What a line's simulation takes from an earlier one, or leaves for a later one.
enum PathUse {
    /// Nothing.
    case none
    /// It is kept in this memory.
    case keep(Arena)
    /// The hires and posts are those of a path, and perhaps its rates; or only what was drawn along a candidate list.
    case posts(LinePath, keepsRates: Bool)
    case columns(DrawnColumns)
}

extension LineSimulator {
    /// Copies hires and posts to where they stay.
    func path(_ hires: Hires, _ posts: Posts, in arena: Arena) -> LinePath {
        var (hires, posts) = (hires, posts)
        hires.followers = arena.copy(hires.followers, hires.listLength)
        hires.place = arena.copy(hires.place, hires.count)
        hires.level = arena.copy(hires.level, hires.count)
        hires.posts = arena.copy(hires.posts, hires.count)
        hires.committed = arena.copy(hires.committed, hires.count)
        hires.paid = arena.copy(hires.paid, hires.count)
        hires.signUp = arena.copy(hires.signUp, hires.count)
        hires.gift = arena.copy(hires.gift, hires.count)
        posts.first = arena.copy(posts.first, hires.count)
        posts.people = arena.copy(posts.people, hires.count)
        posts.calmViews = arena.copy(posts.calmViews, hires.count)
        posts.begin = arena.copy(posts.begin, hires.count)
        posts.creator = arena.copy(posts.creator, posts.count)
        posts.place = arena.copy(posts.place, posts.count)
        posts.level = arena.copy(posts.level, posts.count)
        posts.number = arena.copy(posts.number, posts.count)
        posts.moment = arena.copy(posts.moment, posts.count)
        posts.views = arena.copy(posts.views, posts.count)
        posts.key = arena.copy(posts.key, posts.count)
        return LinePath(hires: hires, posts: posts, sums: sums.snapshot(in: arena))
    }

    /// Copies posts that stand for many, with their rates, to where they stay.
    func copy(_ posts: Posts, _ rates: PostRates, in arena: Arena) -> (posts: Posts, rates: PostRates) {
        var (posts, rates) = (posts, rates)
        let numbers = arena.copy(posts.level, posts.count)
        (posts.first, posts.creator, posts.place, posts.level) = (numbers, numbers, numbers, numbers)
        posts.views = arena.copy(posts.views, posts.count)
        posts.key = arena.copy(posts.key, posts.count)
        rates.engaged = arena.copy(rates.engaged, posts.count)
        rates.clicked = arena.copy(rates.clicked, posts.count)
        rates.ordered = arena.copy(rates.ordered, posts.count)
        rates.led = rates.led.map { arena.copy($0, posts.count) }
        rates.orderedAfresh = rates.orderedAfresh.map { arena.copy($0, posts.count) }
        return (posts, rates)
    }
}
