// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Simulates one line in one trial at several budgets at once.
///
/// The steps are those of a campaign, a file each: creators in a queue and hiring, posts, audience, funnel, money,
/// attribution, calendar. Each step fills columns with an entry a unit; outcomes are then added up by the smallest
/// budget that hires the unit's creator. A unit is a creator with all posts, or each post where the line follows them;
/// units stand in the order of the queue.
///
/// Not for sharing between threads.
final class LineSimulator {
    /// The columns of the scratch memory.
    enum Column: Int, CaseIterable {
        /// By place in the queue.
        case followers, fee, rate
        /// By unit.
        case queue, level, views, baseViews, engagements, clicks, leads, orders, score
        /// By unit: the tracked orders that its views and rates let expect, and the orders that nothing tracks.
        case expected, untracked, untrackedRefunds, untrackedWorth, untrackedRefunded
        /// By unit, for the parts that a scenario may leave out.
        case post, week, thinning, lost, refunds, leaked, leakedRefunds, leakedKept, leakedRefunded, caused, won
        /// By creator who posts, before posts become units.
        case ownQueue, ownLevel, ownBase, delivered, real
        /// By creator hired.
        case hiredQueue, hiredLevel, hiredFee, hiredOther, hiredPosts
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
    let engine: Engine
    /// The outcomes of the line at hand.
    let sums = LevelSums()
    /// What happens when, of the line at hand.
    let schedule = Schedule()
    /// The creators looked at, those hired, and the units: creators or posts (in aggregated steps: groups of them).
    var queueLength = 0
    var hired = 0
    var units = 0

    init(seed: UInt64, engine: Engine) {
        self.engine = engine
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
        schedule.reset(line, draw, levels: amounts.count)
        scratch.reserve(amounts.count)
        hire(line, draw, replicates, amounts)
        publish(line, draw, replicates)
        reach(line, &audience)
        engage(line, draw, replicates, levelCount: amounts.count)
        click(line, draw, replicates, levelCount: amounts.count)
        order(line, draw, replicates, levelCount: amounts.count)
        settle(line, draw, replicates)
        attribute(line, draw, replicates)
        sums.finish(amounts: amounts)
        if line.time != nil { plan(line, draw, replicates) }
        return sums.all
    }

    /// Fills the column `rate` with a quantity's values along the queue.
    func drawAlongQueue(_ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ replicates: Replicates) {
        let column = UnsafeMutableBufferPointer(start: column(.rate), count: queueLength)
        if law.varies {
            source.open(stream, trial: draw.trial, replicate: replicates.creators)
            fill(column, for: law, from: 0, source)
        }
        law.apply(column) { draw[$0] }
    }
}
