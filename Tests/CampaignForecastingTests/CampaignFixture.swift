// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Synchronization
import Testing

@testable import CampaignForecasting

/// A campaign of one line in which everything is known, to be changed key by key.
struct CampaignFixture {
    var values: [QuantityKey: Quantity.Law] = [
        .orderValue: .shared(.constant(80)), .grossMargin: .shared(.constant(0.5)),
        .refundRate: .shared(.constant(0)), .codeDiscount: .shared(.constant(0)), .codeUplift: .shared(.constant(1)),
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
    var gift = false
    var clawback = true
    var budget = 10_000.0
    var lines = ["nano"]
    var splits: [Split] = [Split(name: "all", shares: ["nano": 1])]
    var goals: [Goal] = []
    var correlations: [Correlation] = []
    var extras: [QuantityPath: Quantity] = [:]

    subscript(key: QuantityKey) -> Quantity.Law? {
        get { values[key] }
        set { values[key] = newValue }
    }

    func path(_ key: QuantityKey) -> QuantityPath {
        switch key.section {
        case .product: QuantityPath("product.\(key.rawValue)")
        case .costs: QuantityPath("costs.\(key.rawValue)")
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
        func term(_ key: QuantityKey) -> QuantityPath? { terms[key] == nil ? nil : path(key) }
        let deal = Deal(
            feeShare: term(.feeShare), perAcquisition: term(.perAcquisition), perLead: term(.perLead),
            revenueShare: term(.revenueShare), cap: term(.commissionCap), gift: gift, clawback: clawback)
        return Scenario(
            name: "fixture", currency: "USD", budget: budget, quantities: quantities, shared: shared,
            lines: lines.map {
                Line(name: $0, tier: .nano, platform: .instagram, deal: deal, assumptions: assumptions)
            }, correlations: correlations, splits: splits, goals: goals)
    }

    func forecast(
        trials: Int, seed: UInt64 = 1, threads: Int = 1, engine: Engine = .chain, layerTrials: Int = 0
    ) throws -> Forecast {
        let campaign = try PreparedCampaign(scenario)
        let options = ForecastOptions(
            trials: trials, seed: seed, threads: threads, engine: engine, layerTrials: layerTrials)
        return try #require(Forecaster(campaign: campaign, options: options).run())
    }

    /// The blocks of a run, in order.
    func blocks(trials: Int, seed: UInt64 = 1, threads: Int = 1, engine: Engine = .chain) throws -> [OutcomeBlock] {
        let campaign = try PreparedCampaign(scenario)
        let collected = Collected()
        _ = Forecaster(
            campaign: campaign,
            options: ForecastOptions(trials: trials, seed: seed, threads: threads, engine: engine, layerTrials: 0)
        ).run(onBlock: { block in collected.append(block) })
        return collected.blocks
    }

    /// A column of the first line in a split, over all trials.
    func column(
        _ outcome: Outcome, split: Int = 0, trials: Int, seed: UInt64 = 1, engine: Engine = .chain
    ) throws -> [Double] {
        try blocks(trials: trials, seed: seed, engine: engine).flatMap {
            $0.column(split: split, line: 0, outcome: outcome).map(Array.init) ?? []
        }
    }
}

private final class Collected: Sendable {
    private let state = Mutex<[OutcomeBlock]>([])
    func append(_ block: OutcomeBlock) { state.withLock { $0.append(block) } }
    var blocks: [OutcomeBlock] { state.withLock { $0 } }
}

extension GroupForecast {
    /// The mean of a metric; NaN where it has none.
    func mean(_ metric: Metric) -> Double { metrics[metric]?.mean?.value ?? .nan }
    /// The standard deviation of a metric; NaN where it has none.
    func sd(_ metric: Metric) -> Double { metrics[metric]?.sd ?? .nan }
}
