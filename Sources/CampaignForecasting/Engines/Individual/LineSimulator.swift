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
        if case .keep(let memory) = use, let posts { kept = path(hires, posts, in: memory) }
        var weekly: [Double] = []
        if let posts {
            let response = reach(line, hires, posts, &audience)
            var rates = rates(line, draw, hires, posts, response)
            var posts = posts
            if countsTogether, line.poolingObstacle == nil {
                (posts, rates) = together(line, draw, posts, rates, levels: amounts.count)
            }
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
    func begin(_ use: PathUse) {
        (known, keeping, drawn) = (DrawnColumns(), nil, DrawnColumns())
        switch use {
        case .none: break
        case .keep(let memory): keeping = memory
        case .posts(let path): known = path.drawn
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
