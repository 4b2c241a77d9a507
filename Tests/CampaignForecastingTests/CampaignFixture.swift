// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Synchronization
import Testing

@testable import CampaignForecasting

/// A campaign of one line in which everything is known, to be changed key by key.
struct CampaignFixture {
    var values: [QuantityKey: Quantity.Law] = [
        .orderValue: .shared(.constant(80)), .grossMargin: .shared(.constant(0.5)),
        .refundRate: .shared(.constant(0)), .codeDiscount: .shared(.constant(0)), .codeUplift: .shared(.constant(1)),
        .offer: .shared(.constant(1)), .untrackedOrders: .shared(.constant(0)),
        .hourlyWage: .shared(.constant(0)), .agencyShare: .shared(.constant(0)), .networkFee: .shared(.constant(0)),
        .followers: .shared(.constant(1_000)), .fee: .shared(.constant(500)), .fakeFollowers: .shared(.constant(0)),
        .pool: .shared(.constant(1_000)), .acceptance: .shared(.constant(1)), .noShow: .shared(.constant(0)),
        .noShowPay: .shared(.constant(0)), .managementHours: .shared(.constant(0)), .posts: .shared(.constant(1)),
        .giftCost: .shared(.constant(0)), .signUpCost: .shared(.constant(0)),
        .feeFollowersCorrelation: .shared(.constant(0.56)), .viewsPerFollower: .shared(.constant(1)),
        .sizeExponent: .shared(.constant(1)), .postLuck: .shared(.constant(1)),
        .engagementsPerView: .shared(.constant(1)), .clicksPerView: .shared(.constant(1)),
        .ordersPerClick: .shared(.constant(1)), .salesPower: .shared(.constant(1)),
        .overdispersion: .shared(.constant(0)),
    ]
    var terms: [QuantityKey: Double] = [.feeShare: 1]
    /// Terms that are not one known number; they replace those of `terms`.
    var ownTerms: [QuantityKey: Quantity.Law] = [:]
    var gift = false
    var clawback = true
    var budget = 10_000.0
    var lines = ["nano"]
    var splits: [Split] = [Split(name: "all", shares: ["nano": 1])]
    var goals: [Goal] = []
    var correlations: [Correlation] = []
    var extras: [QuantityPath: Quantity] = [:]
    var risks: [Risk] = []
    var time: TimeFrame?

    subscript(key: QuantityKey) -> Quantity.Law? {
        get { values[key] }
        set { values[key] = newValue }
    }

    func path(_ key: QuantityKey) -> QuantityPath {
        switch key.section {
        case .product, .costs, .audience, .attribution, .time:
            QuantityPath("\(key.section.rawValue).\(key.rawValue)")
        case .risk: QuantityPath("risks.\(key.rawValue)")
        case .line: QuantityPath("tiers.nano.\(key.rawValue)")
        case .deal: QuantityPath("lines.nano.deal.\(key.rawValue)")
        }
    }

    var scenario: Scenario {
        var quantities = extras
        var shared: [QuantityKey: QuantityPath] = [:]
        var assumptions: [QuantityKey: QuantityPath] = [:]
        for (key, law) in values {
            quantities[path(key)] = Quantity(law: law)
            if key.section == .line { assumptions[key] = path(key) } else { shared[key] = path(key) }
        }
        for (key, value) in terms { quantities[path(key)] = Quantity(law: .shared(.constant(value))) }
        for (key, law) in ownTerms { quantities[path(key)] = Quantity(law: law) }
        let stated = terms.keys.map { ($0, path($0)) }
        let deal = Deal(Dictionary(uniqueKeysWithValues: stated), gift: gift, clawback: clawback)
        return Scenario(
            name: "fixture", currency: "USD", budget: budget, quantities: quantities, shared: shared,
            lines: lines.map {
                BudgetLine(name: $0, tier: .nano, platform: .instagram, deal: deal, assumptions: assumptions)
            }, correlations: correlations, splits: splits, goals: goals,
            risks: risks, time: time)
    }

    /// Sets quantities that are known.
    mutating func set(_ values: [QuantityKey: Double]) {
        for (key, value) in values { self[key] = .shared(.constant(value)) }
    }

    /// Adds a partnership that changes nothing but what `values` say.
    mutating func addPartnership(_ values: [QuantityKey: Double]) {
        set([.months: 1, .dropout: 0, .familiarity: 0, .familiarityPosts: 2, .fatigue: 0])
        set(values)
    }

    /// Adds an audience that changes nothing but what `values` say; without a population it has no end.
    mutating func addAudience(_ values: [QuantityKey: Double]) {
        set([.overlapWithin: 0, .overlapBetween: 0, .repeatResponse: 1, .viewsPerPerson: 1])
        set(values)
    }

    /// Adds attribution that changes nothing but what `values` say.
    mutating func addAttribution(_ values: [QuantityKey: Double]) {
        set([.incrementalShare: 1, .codeLeakage: 0, .newCustomerShare: 1])
        set(values)
    }

    /// Adds a calendar of `weeks` weeks in which clicks and orders follow at once but for what `values` say.
    mutating func addTime(weeks: Int, _ values: [QuantityKey: Double] = [:]) {
        time = TimeFrame(weeks: weeks)
        set([
            .startWeek: 1, .clickHalfLife: 0.01, .tailShare: 0, .tailHalfLife: 1, .orderLag: 0, .refundLag: 1,
            .refundWindow: 7, .repeatLag: 1, .feeTerms: 0, .commissionTerms: 0,
        ])
        set(values)
    }

    /// Adds an event with one effect.
    mutating func addRisk(
        _ name: String, probability: Double, _ key: QuantityKey, _ operation: Risk.Operation, _ value: Double,
        fromWeek: Double? = nil, lasting: Double? = nil, scope: Risk.Scope = .all
    ) {
        func quantity(_ use: String, _ value: Double) -> QuantityPath {
            let path = QuantityPath("risks.\(name).\(use)")
            extras[path] = Quantity(law: .shared(.constant(value)))
            return path
        }
        risks.append(
            Risk(
                name: name, probability: quantity("probability", probability), scope: scope,
                week: fromWeek.map { quantity("from_week", $0) }, weeks: lasting.map { quantity("lasting", $0) },
                effects: [Risk.Effect(key: key, operation: operation, value: quantity("effect", value))]))
    }

    func forecast(
        trials: Int, seed: UInt64 = 1, threads: Int = 1, layerTrials: Int = 0
    ) throws -> Forecast {
        let campaign = try PreparedCampaign(scenario)
        let options = ForecastOptions(
            trials: trials, seed: seed, threads: threads, layerTrials: layerTrials)
        return try Forecaster(campaign: campaign, options: options).run()
    }

    /// The blocks of a run, in order.
    func blocks(trials: Int, seed: UInt64 = 1, threads: Int = 1) throws -> [OutcomeBlock] {
        let campaign = try PreparedCampaign(scenario)
        let collected = Collected()
        _ = try Forecaster(
            campaign: campaign,
            options: ForecastOptions(trials: trials, seed: seed, threads: threads, layerTrials: 0)
        ).run(onBlock: { block in collected.append(block) })
        return collected.blocks
    }

    /// A column of the first line in a split, over all trials.
    func column(
        _ outcome: Outcome, split: Int = 0, trials: Int, seed: UInt64 = 1
    ) throws -> [Double] {
        try blocks(trials: trials, seed: seed).flatMap {
            $0.column(split: split, line: 0, outcome: outcome).map(Array.init) ?? []
        }
    }
}

private final class Collected: Sendable {
    private let state = Mutex<[OutcomeBlock]>([])
    func append(_ block: OutcomeBlock) { state.withLock { $0.append(block) } }
    var blocks: [OutcomeBlock] { state.withLock { $0 } }
}

extension PreparedCampaign {
    /// What the lines bring in some trials, with the money of the scenario's splits.
    func simulated(_ trials: Range<Int>, seed: UInt64 = 1, kept: [Outcome] = Outcome.allCases) -> OutcomeBlock {
        let noise = NoiseKey(seed: seed)
        let run = CampaignRun(self, kept: kept)
        return IndividualEngine().simulator(of: run)
            .outcomes(trials: trials, draws: program.draw(trials: trials, noise: noise), noise: noise)
    }
}

extension GroupForecast {
    /// The mean of a metric; NaN where it has none.
    func mean(_ metric: Metric) -> Double { metrics[metric]?.mean?.value ?? .nan }
    /// The standard deviation of a metric; NaN where it has none.
    func sd(_ metric: Metric) -> Double { metrics[metric]?.sd ?? .nan }
}
