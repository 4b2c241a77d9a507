// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling
internal import RealModule

/// A scenario ready to be simulated: distributions fitted, references ordered, correlations factored.
public struct PreparedCampaign: Sendable {
    /// The scenario it was made from.
    public let scenario: Scenario
    let program: SharedProgram
    let lines: [PreparedLine]

    /// Prepares a resolved scenario.
    ///
    /// - Throws: `PreparationErrors` with every reason why it cannot be simulated: reference cycles, unknown references,
    ///   intervals that no distribution fits, correlations that cannot hold together, queues of creators without end.
    public init(_ scenario: Scenario) throws(PreparationErrors) {
        self.scenario = scenario
        var keys: [QuantityPath: QuantityKey] = [:]
        for (key, path) in scenario.shared { keys[path] = key }
        for line in scenario.lines {
            for (key, path) in line.assumptions { keys[path] = key }
            let terms: [(QuantityKey, QuantityPath?)] = [
                (.feeShare, line.deal.feeShare), (.perAcquisition, line.deal.perAcquisition),
                (.perLead, line.deal.perLead), (.revenueShare, line.deal.revenueShare),
                (.commissionCap, line.deal.cap),
            ]
            for case (let key, let path?) in terms { keys[path] = key }
        }
        let builder = SharedProgramBuilder(scenario: scenario, keys: keys)
        var resolver = LineResolver(scenario: scenario, slots: builder.slots)
        var problems = builder.problems
        var lines: [PreparedLine] = []
        if problems.isEmpty {
            for line in scenario.lines {
                if let prepared = resolver.prepare(line) { lines.append(prepared) }
            }
            problems = resolver.problems
        }
        guard problems.isEmpty else { throw PreparationErrors(problems: problems) }
        program = builder.program
        self.lines = lines
    }
}

/// Turns the assumptions of lines into slots and laws, and collects what is missing.
private struct LineResolver {
    let scenario: Scenario
    let slots: [QuantityPath: Int]
    var problems: [PreparationProblem] = []

    init(scenario: Scenario, slots: [QuantityPath: Int]) {
        self.scenario = scenario
        self.slots = slots
    }

    mutating func prepare(_ line: Line) -> PreparedLine? {
        let before = problems.count
        let byFollowers = line.assumptions[.engagementsPerFollower] != nil
        let byEngagements = line.assumptions[.clicksPerEngagement] != nil
        let hasLeads = line.assumptions[.leadsPerClick] != nil
        let ordersFromLeads = hasLeads && line.assumptions[.ordersPerLead] != nil
        let followers = law(.followers, line)
        let prepared = PreparedLine(
            name: line.name, streams: PreparedLine.Streams(line: line.name), followers: followers,
            referenceFollowers: reference(line), fee: law(.fee, line),
            feeCorrelation: slot(.feeFollowersCorrelation, line), fakeFollowers: law(.fakeFollowers, line),
            pool: slot(.pool, line), acceptance: slot(.acceptance, line), noShow: slot(.noShow, line),
            noShowPay: slot(.noShowPay, line), managementHours: slot(.managementHours, line),
            hourlyWage: shared(.hourlyWage), agencyShare: shared(.agencyShare), networkFee: shared(.networkFee),
            posts: slot(.posts, line), giftCost: slot(.giftCost, line), signUpCost: slot(.signUpCost, line),
            viewsPerFollower: law(.viewsPerFollower, line), sizeExponent: slot(.sizeExponent, line),
            postLuck: law(.postLuck, line), engagementBase: byFollowers ? .followers : .views,
            engagementRate: law(byFollowers ? .engagementsPerFollower : .engagementsPerView, line),
            clickBase: byEngagements ? .engagements : .views,
            clickRate: law(byEngagements ? .clicksPerEngagement : .clicksPerView, line),
            leadRate: hasLeads ? law(.leadsPerClick, line) : nil,
            orderRate: law(ordersFromLeads ? .ordersPerLead : .ordersPerClick, line),
            ordersFromLeads: ordersFromLeads, salesPower: law(.salesPower, line),
            overdispersion: slot(.overdispersion, line), gift: line.deal.gift,
            clawback: line.deal.clawback, feeShare: deal(line.deal.feeShare),
            perAcquisition: deal(line.deal.perAcquisition), perLead: deal(line.deal.perLead),
            revenueShare: deal(line.deal.revenueShare), cap: deal(line.deal.cap), orderValue: orderValue(),
            grossMargin: shared(.grossMargin), refundRate: shared(.refundRate), codeDiscount: shared(.codeDiscount),
            codeUplift: shared(.codeUplift))
        return problems.count == before ? prepared : nil
    }

    private mutating func slot(_ key: QuantityKey, _ line: Line) -> Int {
        guard let path = line.assumptions[key], let slot = slots[path] else {
            note("line \(line.name) lacks \(key.rawValue)", nil)
            return 0
        }
        return slot
    }

    private mutating func shared(_ key: QuantityKey) -> Int {
        guard let path = scenario.shared[key], let slot = slots[path] else {
            note("the scenario lacks \(key.rawValue)", nil)
            return 0
        }
        return slot
    }

    private func deal(_ path: QuantityPath?) -> Int? { path.flatMap { slots[$0] } }

    private mutating func law(_ key: QuantityKey, _ line: Line) -> CreatorLaw {
        let slot = slot(key, line)
        guard let path = line.assumptions[key], let quantity = scenario.quantities[path] else {
            return .same(slot: slot)
        }
        switch quantity.law {
        case .shared: return .same(slot: slot)
        case .scattered(_, let factor):
            let sigma = Distribution.logSD(spread: factor)
            if key.domain == .share { return .odds(slot: slot, sigma: sigma) }
            let hasMeanOne = key == .salesPower || key == .postLuck
            return .factor(slot: slot, sigma: sigma, shift: hasMeanOne ? -sigma * sigma / 2 : 0)
        case .varying(let distribution):
            guard let law = ScoreLaw(distribution) else {
                note("no distribution of this family fits: \(distribution)", path)
                return .same(slot: slot)
            }
            return .own(law)
        }
    }

    private mutating func orderValue() -> OrderValueLaw {
        let slot = shared(.orderValue)
        guard let path = scenario.shared[.orderValue], let quantity = scenario.quantities[path] else {
            return .same(slot: slot)
        }
        switch quantity.law {
        case .shared: return .same(slot: slot)
        case .scattered(_, let factor):
            let sigma = Distribution.logSD(spread: factor)
            guard sigma > 0 else { return .same(slot: slot) }
            // The coefficient of variation of a log-normal law with this factor.
            return .gamma(slot: slot, shape: 1 / Double.expMinusOne(sigma * sigma))
        case .varying(let distribution):
            guard let law = ScoreLaw(distribution) else {
                note("no distribution of this family fits: \(distribution)", path)
                return .same(slot: slot)
            }
            return .own(law)
        }
    }

    /// The followers at which a line's views per follower hold: the median creator's, its typical value at its median.
    private func reference(_ line: Line) -> Double {
        guard let path = line.assumptions[.followers], let quantity = scenario.quantities[path] else { return 1 }
        switch quantity.law {
        case .varying(let distribution): return distribution.quantile(score: 0)
        case .shared(let expression), .scattered(let expression, _): return median(expression)
        }
    }

    private func median(_ expression: Expression) -> Double {
        switch expression {
        case .constant(let value): return value
        case .uncertain(let distribution): return distribution.quantile(score: 0)
        case .reference(let path):
            switch scenario.quantities[path]?.law {
            case .shared(let expression), .scattered(let expression, _): return median(expression)
            case .varying(let distribution): return distribution.quantile(score: 0)
            case nil: return .nan
            }
        case .binary(let operation, let left, let right): return operation(median(left), median(right))
        }
    }

    private mutating func note(_ message: String, _ path: QuantityPath?) {
        problems.append(PreparationProblem(path: path, message: message))
    }
}
