// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Simulates one line in one trial at several budgets at once.
///
/// The steps are those of a campaign, a file each: creators in a queue and hiring, posts, audience, funnel, money,
/// attribution, calendar. Each step fills columns with an entry a post; outcomes are then added up by the smallest
/// budget that hires the post's creator. Posts stand in the order of the queue, each creator's one after the other.
///
/// Not for sharing between threads.
final class LineSimulator {
    /// The columns of the scratch memory.
    enum Column: Int, CaseIterable {
        /// By place in the queue; `drawn` and `drawnBeside` hold the quantity at hand.
        case followers, fee, drawn, drawnBeside
        /// By creator who posts: place in the queue, budget level, number of posts, first post among all, expected views of a
        /// post, those that no event changed, real followers, and the moment of the first post in weeks.
        case place, rank, posts, first, expectedViews, calmViews, people, begin
        /// By creator hired, for the calendar; the creator's number among those who post, or −1.
        case hiredPlace, hiredBegin, hiredLevel, hiredFee, hiredOther, hiredCreator
        /// By post: who and when, and the key to its random numbers.
        case creator, queue, level, post, moment, key
        /// By post: views, and the chances of a view to end in an engagement, a click, a lead, a tracked order; of a click in
        /// a lead; the factor on the clicks of people reached before.
        case views, engaged, clicked, led, ordered, response
        /// By post: the chance of a click or lead to become an order, and that of a view if nobody had been reached before.
        case chance, afresh
        /// By post: counts.
        case engagements, clicks, leads, orders, expected
        /// By post: what was sold by links and codes, what nothing tracked, and what came by leaked codes.
        case refunds, worth, refundedWorth
        case untracked, untrackedRefunds, untrackedWorth, untrackedRefundedWorth
        case leaked, leakedRefunds, leakedWorth, leakedRefundedWorth
        case caused, won
    }

    /// No queue is followed beyond so many creators or posts.
    static let longestQueue = 1_000_000
    static let chunk = 8

    let source: RandomSource
    let followersSource: RandomSource
    let acceptanceSource: RandomSource
    let noShowSource: RandomSource
    let dropoutSource: RandomSource
    /// The creators of the line at hand that are rows of lists.
    var rowQueues: [RowQueue] = []
    let scratch = Scratch(columns: Column.allCases.count)
    /// What is asked for.
    let wanted: WantedOutcomes
    /// The outcomes of the line at hand.
    let sums = LevelSums()
    /// What happens when, of the line at hand.
    let schedule = Schedule()
    /// The creators looked at, those hired (where their payments are followed), those who post, and their posts.
    var queueLength = 0
    var hired = 0
    var creators = 0
    var units = 0

    init(seed: UInt64, wanted: WantedOutcomes) {
        self.wanted = wanted
        source = RandomSource(seed: seed)
        followersSource = RandomSource(seed: seed)
        acceptanceSource = RandomSource(seed: seed)
        noShowSource = RandomSource(seed: seed)
        dropoutSource = RandomSource(seed: seed)
    }

    func column(_ column: Column) -> UnsafeMutablePointer<Double> { scratch.column(column.rawValue) }

    /// The outcomes of `line` at each of `amounts` (ascending), by level, then by outcome; valid until the
    /// next call.
    ///
    /// `audience` holds who was reached by other lines of the split, and takes in who is reached by this one.
    func simulate(
        _ line: PreparedLine, draw: TrialDraw, replicates: Replicates, amounts: [Double],
        audience: inout AudienceState?
    ) -> UnsafeBufferPointer<Double> {
        sums.reset(levels: amounts.count)
        schedule.reset(line, levels: amounts.count)
        scratch.reserve(amounts.count)
        hire(line, draw, replicates, amounts)
        if wanted.isBeyondHiring {
            publish(line, draw, replicates)
            reach(line, &audience)
            estimateChances(line, draw, replicates)
            count(line, draw)
            settle(line, draw)
            attribute(line, draw)
        }
        sums.finish(amounts: amounts)
        if wanted.isBeyondHiring { plan(line, draw) }
        return sums.all
    }

    /// Fills the column `drawn` with a quantity's values along the queue.
    func drawAlongQueue(_ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ replicates: Replicates) {
        let column = UnsafeMutableBufferPointer(start: column(.drawn), count: queueLength)
        if law.varies {
            source.open(stream, trial: draw.trial, replicate: replicates.creators)
            fill(column, for: law, from: 0, source)
        }
        law.apply(column) { draw[$0] }
    }

    /// The key to a post's random numbers.
    @inline(__always)
    func key(_ unit: Int) -> DrawKey { DrawKey(column: column(.key)[unit]) }
}

/// Which outcomes are asked for; what only others need is not drawn, and leaving it out changes no draw.
struct WantedOutcomes: Sendable {
    /// Whether more is asked for than whom a budget hires and what that commits.
    let isBeyondHiring: Bool
    let engagements, clicks, leads: Bool

    init(_ outcomes: [Outcome]) {
        let hiring: Set<Outcome> = [.creators, .fees, .agency, .gifts, .management]
        isBeyondHiring = !hiring.isSuperset(of: outcomes)
        engagements = outcomes.contains(.engagements)
        clicks = outcomes.contains(.clicks)
        leads = outcomes.contains(.leads)
    }
}

/// What a post's random numbers are used for.
enum PostUse {
    static let moment = DrawUse("moment")
    static let orders = DrawUse("orders")
    static let clicks = DrawUse("clicks")
    static let leads = DrawUse("leads")
    static let engagements = DrawUse("engagements")
    static let conversion = DrawUse("overdispersion")
    static let untracked = DrawUse("untracked_orders")
    static let leaked = DrawUse("code_leakage")
    static let caused = DrawUse("incremental_share")
    static let causedRefunds = DrawUse("incremental_share refunded")
    static let causedWorth = DrawUse("incremental_share worth")
    static let won = DrawUse("new_customer_share")
    static let again = DrawUse("repeat_orders")
    static let againWorth = DrawUse("repeat_orders worth")
    static let againCaused = DrawUse("repeat_orders caused")
    static let againCausedWorth = DrawUse("repeat_orders caused worth")
    static let keptWeeks = DrawUse("weeks kept")
    static let keptWorths = DrawUse("weeks kept worth")
    static let refundedWeeks = DrawUse("weeks refunded")
    static let sales = SalesUses(of: "tracked")
    static let untrackedSales = SalesUses(of: "untracked")
    static let leakedSales = SalesUses(of: "leaked")

    /// What becomes of orders of one kind: how many are sent back, what the others and those were worth.
    struct SalesUses {
        let refunds, worth, refundedWorth: DrawUse

        init(of kind: String) {
            refunds = DrawUse(kind + " refunds")
            worth = DrawUse(kind + " order_value kept")
            refundedWorth = DrawUse(kind + " order_value refunded")
        }
    }
}
