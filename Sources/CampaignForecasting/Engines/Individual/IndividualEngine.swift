// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Draws every creator's posts, clicks and orders.
struct IndividualEngine: CampaignEngine {
    /// Whether what posts bring is counted for all posts together that a budget adds to the smaller ones.
    var countsTogether = false

    var name: Engine { .chain }

    var forSearches: any CampaignEngine { IndividualEngine(countsTogether: true) }

    func support(of line: PreparedLine, in campaign: PreparedCampaign) -> EngineSupport {
        countsTogether && line.poolingObstacle == nil ? .inLaw : .exact
    }

    func simulator(of run: CampaignRun) -> any TrialSimulator {
        IndividualSimulator(run, countsTogether: countsTogether)
    }
}

/// Simulates trials creator by creator.
///
/// Not for sharing between threads: each worker has its own.
private final class IndividualSimulator: TrialSimulator {
    let run: CampaignRun
    private let simulator: LineSimulator

    private var campaign: PreparedCampaign { run.campaign }
    private var budgets: BudgetPlan { run.budgets }

    init(_ run: CampaignRun, countsTogether: Bool) {
        self.run = run
        simulator = LineSimulator(
            wanted: WantedOutcomes(run.kept, weeks: run.weeks > 0), countsTogether: countsTogether)
    }

    func memory(trials: Int, bytes: Int) -> (any TrialMemory)? {
        LinePaths(
            units: budgets.partCount * (budgets.isJoint ? campaign.lines.count : 1),
            slots: max(campaign.program.slotCount, 1), trials: trials, room: bytes)
    }

    func simulate(
        _ parts: some Collection<Int>, trials: some Collection<Int>, draws: SharedDraws, noise: NoiseKey,
        recall: Recall, into block: inout OutcomeBlock
    ) -> SlotReads {
        let slots = max(draws.columns.count, 1)
        var values = Array(repeating: 0.0, count: slots)
        var reads = Reads(campaign: campaign, budgets: budgets, slots: slots)
        let memory = Memory(recall)
        for (index, trial) in trials.enumerated() {
            for slot in draws.columns.indices { values[slot] = draws.columns[slot][index] }
            values.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                reads.withDraws(trial: trial, noise: noise, values: start) { draws in
                    let place = Place(draws: draws, index: index, memory: memory)
                    if let audience = campaign.audience, budgets.isJoint {
                        let order = order(draws.common)
                        for split in parts { simulate(split, audience, order, place, into: &block) }
                    } else {
                        for line in parts { simulate(line, place, into: &block) }
                    }
                }
            }
        }
        if case .keep = recall { memory.paths?.reads = (reads.early, reads.rates) }
        return reads.byPart(parts)
    }

    /// A line at all its budgets, as if no other line reached anybody.
    private func simulate(_ number: Int, _ place: Place, into block: inout OutcomeBlock) {
        guard !budgets.amounts[number].isEmpty else { return }
        var nobody = campaign.audience.map { AudienceState($0, place.draws.late(number)) }
        simulate(
            number, unit: number, part: number, place, budgets.amounts[number], &nobody,
            firstLevel: budgets.firstLevel(line: number), into: &block)
    }

    /// The order in which the lines of a split that share an audience are simulated.
    ///
    /// Lines with the higher response a view come first: whoever is reached by several counts in full where the response
    /// is highest. So a bigger budget of any line cannot lower the orders of the split on average.
    private func order(_ draw: TrialDraw) -> [Int] {
        let responses = campaign.lines.map { $0.typicalResponse(draw) }
        return campaign.lines.indices.sorted { (responses[$1], $0) < (responses[$0], $1) }
    }

    /// The lines of a split, which share an audience, one after the other.
    private func simulate(
        _ split: Int, _ audience: PreparedAudience, _ order: [Int], _ place: Place, into block: inout OutcomeBlock
    ) {
        var state: AudienceState? = AudienceState(audience, place.draws.late(split))
        for number in order {
            guard let level = budgets.level(split: split, line: number),
                let amount = budgets.amount(split: split, line: number)
            else { continue }
            simulate(
                number, unit: split * campaign.lines.count + number, part: split, place, [amount], &state,
                firstLevel: level, into: &block)
        }
    }

    /// A line, by the path that is known of it or anew.
    private func simulate(
        _ number: Int, unit: Int, part: Int, _ place: Place, _ amounts: [Double], _ audience: inout AudienceState?,
        firstLevel: Int, into block: inout OutcomeBlock
    ) {
        let line = campaign.lines[number]
        let (outcomes, path) = simulator.simulate(
            line, place.draws.stages(unit: unit, part: part), amounts: amounts, audience: &audience,
            path: line.tables.isEmpty ? place.memory.use(unit, place.index) : .none)
        if let path { place.memory.paths?[unit, place.index] = path }
        block.store(outcomes, of: run.kept, firstLevel: firstLevel, trial: place.index)
    }
}

/// A trial that is simulated: its campaign-wide values, its place among those of the block, and what is known of it.
private struct Place {
    let draws: Reads.Draws
    let index: Int
    let memory: Memory
}

/// What is known of trials, or to be kept.
private struct Memory {
    let paths: LinePaths?
    private let isKept: Bool
    /// By unit, whether its hires and posts stand, and whether its rates do.
    private let stands: [(posts: Bool, rates: Bool)]

    init(_ recall: Recall) {
        switch recall {
        case .nothing: (paths, isKept, stands) = (nil, false, [])
        case .keep(let memory): (paths, isKept, stands) = (memory as? LinePaths, true, [])
        case .use(let memory, let moved):
            let known = memory as? LinePaths
            paths = known
            isKept = false
            stands =
                known.map { paths in
                    (0..<paths.units).map { unit in
                        (!paths.reads.early.touches(moved, part: unit), !paths.reads.rates.touches(moved, part: unit))
                    }
                } ?? []
        }
    }

    func use(_ unit: Int, _ index: Int) -> PathUse {
        guard let paths else { return .none }
        if isKept { return paths.hasRoom ? .keep(paths.arena) : .none }
        guard let path = paths[unit, index] else { return .none }
        return stands[unit].posts ? .posts(path, keepsRates: stands[unit].rates) : .columns(path.drawn)
    }
}

/// What the parts of a run look at: by unit, that is a line of a part, for hiring and posts and for rates; by part for what follows; and
/// what the order of lines depends on.
private struct Reads {
    private let linesPerPart: Int
    private let slots: Int
    private(set) var early, rates, late: SlotReads

    init(campaign: PreparedCampaign, budgets: BudgetPlan, slots: Int) {
        linesPerPart = budgets.isJoint ? campaign.lines.count : 1
        self.slots = slots
        early = SlotReads(parts: budgets.partCount * linesPerPart, slots: slots)
        rates = early
        late = SlotReads(parts: budgets.partCount + 1, slots: slots)
    }

    /// One trial, as each part looks at it.
    struct Draws {
        let common: TrialDraw
        fileprivate let earlyFlags, rateFlags, lateFlags: UnsafeMutablePointer<Bool>
        fileprivate let slots: Int

        func stages(unit: Int, part: Int) -> StageDraws {
            StageDraws(
                early: common.noting(in: earlyFlags + unit * slots), rates: common.noting(in: rateFlags + unit * slots),
                late: late(part))
        }
        func late(_ part: Int) -> TrialDraw { common.noting(in: lateFlags + part * slots) }
    }

    mutating func withDraws(trial: Int, noise: NoiseKey, values: UnsafePointer<Double>, _ body: (Draws) -> Void) {
        let (parts, slots) = (late.parts - 1, slots)
        _ = early.withFlags { earlyFlags in
            _ = rates.withFlags { rateFlags in
                _ = late.withFlags { lateFlags in
                    let common = TrialDraw(
                        trial: trial, noise: noise, values: values, reads: lateFlags + parts * slots)
                    body(
                        Draws(
                            common: common, earlyFlags: earlyFlags, rateFlags: rateFlags, lateFlags: lateFlags,
                            slots: slots))
                }
            }
        }
    }

    /// All that each of some parts looks at.
    func byPart(_ parts: some Collection<Int>) -> SlotReads {
        var all = late
        for part in parts {
            all.add(late, part: late.parts - 1, to: part)
            for unit in part * linesPerPart..<(part + 1) * linesPerPart {
                all.add(early, part: unit, to: part)
                all.add(rates, part: unit, to: part)
            }
        }
        return all
    }
}

extension PreparedLine {
    /// The orders that a view of a typical creator's post brings in a trial.
    func typicalResponse(_ draw: TrialDraw) -> Double {
        let perView = viewsPerFollower.typical(draw)
        let engagements =
            engagementBase == .views
            ? engagementRate.typical(draw)
            : FunnelRates.engagementsPerView(
                perFollower: engagementRate.typical(draw), followers: 1, views: perView)
        return FunnelRates.ordersPerView(
            engagements: clickBase == .engagements ? engagements : nil, clicks: clickRate.typical(draw),
            leads: ordersFromLeads ? leadRate?.typical(draw) : nil, orders: orderRate.typical(draw))
    }
}

extension OutcomeBlock {
    /// Stores a line's outcomes, by level, then by outcome, and its weeks, from the line's first level on.
    mutating func store(_ outcomes: LineOutcomes, of kept: [Outcome], firstLevel: Int, trial: Int) {
        let first = firstLevel * Outcome.count
        values.withUnsafeMutableBufferPointer { values in
            for level in stride(from: 0, to: outcomes.values.count, by: Outcome.count) {
                for outcome in kept {
                    let place = level + outcome.rawValue
                    values[(first + place) * count + trial] = outcomes.values[place]
                }
            }
        }
        var position = firstLevel * count + trial
        for level in 0..<outcomes.levels {
            largest[position] = outcomes.largest[level]
            position += count
        }
        guard weeks > 0 else { return }
        position = firstLevel * WeeklySeries.allCases.count * (weeks + 1) * count + trial
        for value in outcomes.weekly {
            weekly[position] = value
            position += count
        }
    }
}
