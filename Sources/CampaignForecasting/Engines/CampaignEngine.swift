// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// How well an engine gives what a line brings.
enum EngineSupport: Sendable, Equatable {
    /// Value by value what happens to each creator.
    case exact
    /// Other values with the same law.
    case inLaw
    /// A law that is near, within an error that the words say.
    case approximate(String)
    /// Not at all, for this reason.
    case none(String)
}

/// Simulates campaigns: from the campaign-wide values of trials it makes what each line brings with each budget.
///
/// Whoever asks, a forecast or a search, asks through this protocol and sees no creator.
protocol CampaignEngine: Sendable {
    /// As results name it.
    var name: Engine { get }

    /// How well it gives what a line brings.
    func support(of line: PreparedLine, in campaign: PreparedCampaign) -> EngineSupport

    /// What a thread simulates a run with.
    func simulator(of run: CampaignRun) -> any TrialSimulator

    /// What searches simulate with, which look at many points and need the law of what lines bring, not what becomes of each creator.
    var forSearches: any CampaignEngine { get }
}

/// What a thread simulates trials with; not for sharing between threads.
protocol TrialSimulator: AnyObject {
    /// Simulates some parts of the run, writes what they bring into `block`, and says which campaign-wide values they have looked at.
    ///
    /// - Parameters:
    ///   - parts: the numbers of the parts, as the plan of the budgets counts them.
    ///   - trials: the trials, one or more.
    ///   - draws: their campaign-wide values, in their order.
    ///   - noise: the luck that goes with them.
    ///   - recall: what is kept of these trials, or taken from what was.
    ///   - block: what is known of these trials; all that is kept of these parts is replaced, and nothing of others.
    func simulate(
        _ parts: some Collection<Int>, trials: some Collection<Int>, draws: SharedDraws, noise: NoiseKey,
        recall: Recall, into block: inout OutcomeBlock
    ) -> SlotReads

    /// Room for what is kept of some trials, at most so many bytes; nil where nothing can be.
    func memory(trials: Int, bytes: Int) -> (any TrialMemory)?

    /// The run that is simulated.
    var run: CampaignRun { get }
}

/// What an engine keeps of trials, to simulate them faster when some campaign-wide values move; nobody else looks into it.
protocol TrialMemory: AnyObject, Sendable {}

/// What a simulation takes from an earlier one of the same trials and luck, or leaves for a later one.
enum Recall {
    case nothing
    /// What there is room for is kept.
    case keep(any TrialMemory)
    /// What was kept is used, as far as it follows from no slot that is another now.
    case use(any TrialMemory, moved: [Bool])
}

extension TrialSimulator {
    /// What all lines bring in `trials`, one or more, with these campaign-wide values, in their order.
    func outcomes(trials: some Collection<Int>, draws: SharedDraws, noise: NoiseKey) -> OutcomeBlock {
        var block = OutcomeBlock(
            firstTrial: trials.first ?? 0, count: trials.count, plan: run.budgets, weeks: run.weeks)
        _ = simulate(
            0..<run.budgets.partCount, trials: trials, draws: draws, noise: noise, recall: .nothing, into: &block)
        return block
    }

    func memory(trials: Int, bytes: Int) -> (any TrialMemory)? { nil }
}

extension CampaignEngine {
    var forSearches: any CampaignEngine { self }

    /// Why the engine cannot simulate a campaign, a reason a line; nothing where it can.
    func obstacles(to campaign: PreparedCampaign) -> [String] {
        campaign.lines.compactMap { line in
            guard case .none(let reason) = support(of: line, in: campaign) else { return nil }
            return "line \(line.name): \(reason)"
        }
    }
}

/// A campaign with what of it is to be simulated.
struct CampaignRun: Sendable {
    let campaign: PreparedCampaign
    let budgets: BudgetPlan
    /// The outcomes asked for; the others are 0.
    let kept: [Outcome]
    /// The weeks that are followed one by one; 0 where nobody asks when things happen.
    let weeks: Int

    /// The run of a campaign; at the budgets of its splits, with all outcomes and without weeks unless said otherwise.
    init(
        _ campaign: PreparedCampaign, budgets: BudgetPlan? = nil, kept: [Outcome] = Outcome.allCases,
        followsWeeks: Bool = false
    ) {
        self.campaign = campaign
        self.budgets = budgets ?? BudgetPlan(scenario: campaign.scenario)
        self.kept = kept
        weeks = followsWeeks ? campaign.scenario.time?.weeks ?? 0 : 0
    }
}

/// A campaign in some trials.
struct SimulatedBlock {
    /// The trials, which follow on each other.
    let trials: Range<Int>
    /// What the campaign-wide values follow from, and these values.
    let scores: SharedScores
    let draws: SharedDraws
    /// What the lines bring.
    let outcomes: OutcomeBlock
    /// The first trials whose layers of chance are studied.
    let studied: Int
    /// What simulates these with some of their chance drawn again, ever less of it; one after the other, since each takes as much
    /// memory as the block. Nothing where no layers are studied.
    let companions: [() -> OutcomeBlock]
    /// What was simulated, where the run is recorded.
    var record: BlockRecord?
}
