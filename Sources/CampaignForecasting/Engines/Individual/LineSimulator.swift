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
    /// What is known of what is drawn along the candidate list of the line at hand.
    private var known = DrawnColumns()
    /// Where columns along the candidate list are kept, and those that were.
    private var keeping: Arena?
    private(set) var drawn = DrawnColumns()

    /// Whether the posts that a budget adds to the smaller ones are counted together, where they can be.
    private let countsTogether: Bool

    init(wanted: WantedOutcomes, countsTogether: Bool = false) {
        self.wanted = wanted
        self.countsTogether = countsTogether && !wanted.weeks
    }

    /// The outcomes of `line` at each of `amounts` (ascending); valid until the next call.
    ///
    /// - Parameters:
    ///   - line: the line.
    ///   - draws: the trial, as each stage looks at it.
    ///   - amounts: the budgets.
    ///   - audience: who was reached by other lines of the split; takes in who is reached by this one.
    ///   - use: what is taken from an earlier simulation of the trial, or left for a later one.
    func simulate(
        _ line: PreparedLine, _ draws: StageDraws, amounts: [Double], audience: inout AudienceState?,
        path use: PathUse = .none
    ) -> (outcomes: LineOutcomes, path: LinePath?) {
        sums.reset(levels: amounts.count)
        arena.clear()
        begin(use)
        let (hires, posts) = hiresAndPosts(line, draws.early, amounts, use)
        var kept: LinePath?
        if case .keep(let memory) = use, let posts { kept = path(hires, posts, in: memory) }
        var weekly: [Double] = []
        if let posts {
            let rated = rated(line, draws.rates, hires, posts, levels: amounts.count, &audience, use)
            if case .keep(let memory) = use, rated.isPooled {
                kept?.pooled = copy(rated.posts, rated.rates, in: memory)
            }
            let counts = count(line, draws.late, rated.posts, rated.rates)
            let sales = sell(line, draws.late, rated.posts, rated.rates, counts)
            let repeats = attribute(line, draws.late, rated.posts, sales)
            weekly = calendar(line, draws.late, hires, rated.posts, sales, repeats, levels: amounts.count)
        }
        sums.finish(amounts: amounts)
        kept?.drawn = drawn
        return (
            LineOutcomes(levels: amounts.count, values: sums.all, largest: sums.largest, weekly: weekly), kept
        )
    }

    /// Whom the budgets hire and what they post, drawn or as they are known; no posts where nothing beyond hires is asked for.
    private func hiresAndPosts(
        _ line: PreparedLine, _ draw: TrialDraw, _ amounts: [Double], _ use: PathUse
    ) -> (Hires, Posts?) {
        if case .posts(let path, _) = use {
            sums.restore(path.sums)
            return (path.hires, path.posts)
        }
        let hires = hire(line, draw, amounts)
        return (hires, wanted.isBeyondHiring ? publish(line, draw, hires) : nil)
    }

    /// What is counted, posts with the chances of their views: each post, or one for all that each budget adds.
    private func rated(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts, levels: Int,
        _ audience: inout AudienceState?, _ use: PathUse
    ) -> (posts: Posts, rates: PostRates, isPooled: Bool) {
        if case .posts(let path, keepsRates: true) = use, audience == nil, let pooled = path.pooled {
            return (pooled.posts, pooled.rates, true)
        }
        let response = reach(line, hires, posts, &audience)
        let rates = rates(line, draw, hires, posts, response)
        guard countsTogether, line.poolingObstacle == nil else { return (posts, rates, false) }
        let (pool, mean) = together(line, draw, posts, rates, levels: levels)
        return (pool, mean, true)
    }

    /// Sets up what columns along the candidate list are taken from, or kept in.
    func begin(_ use: PathUse) {
        (known, keeping, drawn) = (DrawnColumns(), nil, DrawnColumns())
        switch use {
        case .none: break
        case .keep(let memory): keeping = memory
        case .posts(let path, _): known = path.drawn
        case .columns(let columns): known = columns
        }
    }

    /// A quantity's values along the first `length` places of the candidate list.
    func alongList(_ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ length: Int) -> Column<Double> {
        let column: Column<Double>
        if law.varies {
            column = drawnAlongList(stream, draw, length) { column in
                rows.fill(column, for: law, from: 0, source)
                law.prepare(column)
            }
        } else {
            column = arena.column(length)
        }
        law.finish(column.buffer) { draw[$0] }
        return column
    }

    /// What is drawn from a stream along the first `length` places of the candidate list: that of the path that is known, or what `fill` makes
    /// of the opened stream.
    func drawnAlongList(
        _ stream: StreamName, _ draw: TrialDraw, _ length: Int, fill: (UnsafeMutableBufferPointer<Double>) -> Void
    ) -> Column<Double> {
        let column = arena.column(length, of: Double.self)
        if let known = known.column(stream, length: length) {
            column.base.update(from: known.base, count: length)
        } else {
            source.open(draw.stream(stream, of: .creators))
            fill(column.buffer)
            if let keeping { drawn.add(keeping.copy(column, length), of: stream) }
        }
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

extension WantedOutcomes {
    /// Whether clicks of a line are counted: where they are asked for, or something that is counted of them is.
    func countsClicks(of line: PreparedLine) -> Bool {
        clicks || countsLeads(of: line) || countsEngagementsOfClicks(of: line)
    }

    /// Whether leads are counted: where they are asked for or paid.
    func countsLeads(of line: PreparedLine) -> Bool {
        line.leadRate != nil && (leads || line.commission.perLead != nil)
    }

    /// Whether engagements are counted given the clicks.
    func countsEngagementsOfClicks(of line: PreparedLine) -> Bool { engagements && line.clickBase == .engagements }
}
