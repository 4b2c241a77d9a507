// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Simulates one line in one trial at several budgets at once.
///
/// The steps are those of a campaign, a file each: hiring, posts, audience, funnel, sales, attribution, calendar. Each takes the
/// columns of the steps before and returns its own, and adds what is counted to the sums by the smallest budget that hires the
/// creator. Posts stand in the order of the candidate list, each creator's one after the other.
///
/// Not for sharing between threads.
final class LineSimulator {
    /// No candidate list is followed beyond so many creators or posts.
    static let longestList = 1_000_000

    let source = RandomSource()
    let hiringSources = HiringSources()
    /// The memory of all columns.
    let arena = Arena()
    /// The creators of the line at hand that are rows of lists.
    let rows = ListedCandidates()
    /// The places for which the columns of a candidate list have room at first: as many as any took so far.
    var listRoom = 64
    /// What is asked for.
    let wanted: WantedOutcomes
    /// The outcomes of the line at hand.
    let sums = LevelSums()
    /// An earlier path of the line at hand in the same trial.
    private var known: LinePath?
    /// Where columns along the candidate list are kept, and those that were.
    private var keeping: Arena?
    private var drawn: [(stream: StreamName, column: Column<Double>)] = []

    init(wanted: WantedOutcomes) { self.wanted = wanted }

    /// The outcomes of `line` at each of `amounts` (ascending); valid until the next call.
    ///
    /// - Parameters:
    ///   - line: the line.
    ///   - draw: the trial, as the steps after the posts look at it.
    ///   - early: the same trial, as hiring and posts look at it; what is noted of the two is kept apart.
    ///   - amounts: the budgets.
    ///   - audience: who was reached by other lines of the split; takes in who is reached by this one.
    ///   - use: what is taken from an earlier simulation of the trial, or left for a later one.
    func simulate(
        _ line: PreparedLine, draw: TrialDraw, early: TrialDraw, amounts: [Double], audience: inout AudienceState?,
        path use: PathUse = .none
    ) -> (outcomes: LineOutcomes, path: LinePath?) {
        sums.reset(levels: amounts.count)
        arena.clear()
        begin(use)
        let hires: Hires
        var posts: Posts?
        if case .posts(let path) = use {
            (hires, posts) = (path.hires, path.posts)
            sums.restore(path.sums)
        } else {
            hires = hire(line, early, amounts)
            if wanted.isBeyondHiring { posts = publish(line, early, hires) }
        }
        var kept: LinePath?
        if case .keep(let paths) = use, let posts { kept = path(hires, posts, in: paths.arena) }
        var weekly: [Double] = []
        if let posts {
            let response = reach(line, hires, posts, &audience)
            let rates = rates(line, draw, hires, posts, response)
            let counts = count(line, draw, posts, rates)
            let sales = sell(line, draw, posts, rates, counts)
            let repeats = attribute(line, draw, posts, sales)
            weekly = calendar(line, draw, hires, posts, sales, repeats, levels: amounts.count)
        }
        sums.finish(amounts: amounts)
        kept?.drawn = drawn
        return (
            LineOutcomes(levels: amounts.count, values: sums.all, largest: sums.largest, weekly: weekly), kept
        )
    }

    /// Sets up what columns along the candidate list are taken from, or kept in.
    private func begin(_ use: PathUse) {
        (known, keeping) = (nil, nil)
        drawn.removeAll(keepingCapacity: true)
        switch use {
        case .none: break
        case .keep(let paths): keeping = paths.arena
        case .posts(let path), .columns(let path): known = path
        }
    }

    /// A quantity's values along the first `length` places of the candidate list.
    func alongList(_ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ length: Int) -> Column<Double> {
        let column = arena.column(length, of: Double.self)
        if law.varies {
            if let known = known?.column(stream, length: length) {
                column.base.update(from: known.base, count: length)
            } else {
                source.open(draw.stream(stream, of: .creators))
                rows.fill(column.buffer, for: law, from: 0, source)
                law.prepare(column.buffer)
                if let keeping { drawn.append((stream, keeping.copy(column, length))) }
            }
        }
        law.finish(column.buffer) { draw[$0] }
        return column
    }
}

/// What a line brings in one trial at several budgets.
struct LineOutcomes {
    /// The number of budgets.
    let levels: Int
    /// By budget, then by outcome.
    let values: UnsafeBufferPointer<Double>
    /// By budget, the most that one creator commits.
    let largest: UnsafeMutablePointer<Double>
    /// By budget, then by series, then by week; empty where weeks are not reported or not asked for.
    let weekly: [Double]
}

/// What is asked for; what only other outcomes need is not drawn, and leaving it out changes no draw.
struct WantedOutcomes: Sendable {
    /// Whether more is asked for than whom a budget hires and what that commits.
    let isBeyondHiring: Bool
    let engagements, clicks, leads, newCustomers: Bool
    /// Whether it is asked which orders the campaign caused, and what customers order again.
    let incremental, repeats: Bool
    /// Whether it is asked when things happen.
    let weeks: Bool

    init(_ outcomes: [Outcome], weeks: Bool) {
        func asks(for any: Outcome...) -> Bool { any.contains(where: outcomes.contains) }
        let hiring: Set<Outcome> = [.creators, .fees, .agency, .gifts, .management]
        isBeyondHiring = weeks || !hiring.isSuperset(of: outcomes)
        engagements = asks(for: .engagements)
        clicks = asks(for: .clicks)
        leads = asks(for: .leads)
        newCustomers = asks(for: .newCustomers)
        incremental = asks(for: .incrementalOrders, .incrementalRevenue, .incrementalGrossProfit)
        repeats = weeks || incremental || asks(for: .repeatOrders, .revenue, .grossProfit)
        self.weeks = weeks
    }
}
