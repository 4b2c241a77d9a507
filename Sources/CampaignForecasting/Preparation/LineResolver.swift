// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Turns the assumptions of lines into slots and laws, and collects what is missing.
struct LineResolver {
    let scenario: Scenario
    let slots: [QuantityPath: Int]
    /// The program, to which what events change is added.
    private(set) var program: SharedProgram
    /// The slot of each event that is 1 where it strikes.
    let strikes: [Int]
    var problems: [PreparationProblem] = []
    /// Whether values that differ between creators get a slot by which they are multiplied.
    let isAdjustable: Bool
    var scales: [QuantityPath: Int] = [:]
    /// The lists that the line at hand takes its creators from.
    private var tables: [PreparedTable] = []

    init(scenario: Scenario, slots: [QuantityPath: Int], program: SharedProgram, isAdjustable: Bool = false) {
        self.isAdjustable = isAdjustable
        self.scenario = scenario
        self.slots = slots
        self.program = program
        var program = program
        program.strikes = scenario.risks.map { StreamName("risks.\($0.name)", use: "strike") }
        strikes = scenario.risks.enumerated().map { number, risk in
            program.append(
                .strike(number, probability: slots[risk.probability] ?? 0), path: risk.probability, range: nil)
        }
        self.program = program
    }

    /// A further slot of the program; returns its number.
    mutating func derived(_ node: SharedProgram.Node, path: QuantityPath, range: ClosedRange<Double>?) -> Int {
        program.append(node, path: path, range: range)
    }

    mutating func prepare(_ line: BudgetLine) -> PreparedLine? {
        let before = problems.count
        let byFollowers = line.assumptions[.engagementsPerFollower] != nil
        let byEngagements = line.assumptions[.clicksPerEngagement] != nil
        let hasLeads = line.assumptions[.leadsPerClick] != nil
        let ordersFromLeads = hasLeads && line.assumptions[.ordersPerLead] != nil
        tables = tables(line)
        for table in tables where table.rows.isEmpty {
            problems.append(.noCommonRow(table: table.name, line: line.name, line.assumptions[.followers]))
        }
        let followers = law(.followers, line)
        let salesPower = law(.salesPower, line)
        let prepared = PreparedLine(
            name: line.name, tier: line.tier, streams: PreparedLine.Streams(line: line.name), followers: followers,
            referenceFollowers: reference(line), fee: law(.fee, line),
            feeCorrelation: slot(.feeFollowersCorrelation, line), fakeFollowers: law(.fakeFollowers, line),
            pool: slot(.pool, line), acceptance: slot(.acceptance, line), noShow: slot(.noShow, line),
            noShowPay: slot(.noShowPay, line), managementHours: slot(.managementHours, line),
            hourlyWage: shared(.hourlyWage, line), agencyShare: shared(.agencyShare, line),
            networkFee: shared(.networkFee, line),
            posts: slot(.posts, line), giftCost: slot(.giftCost, line), signUpCost: slot(.signUpCost, line),
            viewsPerFollower: law(.viewsPerFollower, line),
            calmViewsPerFollower: byFollowers ? calmViews(line) : nil, sizeExponent: slot(.sizeExponent, line),
            postLuck: law(.postLuck, line), engagementBase: byFollowers ? .followers : .views,
            engagementRate: law(byFollowers ? .engagementsPerFollower : .engagementsPerView, line),
            clickBase: byEngagements ? .engagements : .views,
            clickRate: law(byEngagements ? .clicksPerEngagement : .clicksPerView, line),
            leadRate: hasLeads ? law(.leadsPerClick, line) : nil,
            orderRate: law(ordersFromLeads ? .ordersPerLead : .ordersPerClick, line),
            ordersFromLeads: ordersFromLeads, salesPower: salesPower, salesCeiling: salesPower.ceiling,
            overdispersion: slot(.overdispersion, line),
            clawback: line.deal.clawback, feeShare: line.deal.feeShare.flatMap { slots[$0] },
            commission: CommissionParts(line.deal.terms.compactMapValues { slots[$0] }),
            orderValue: orderValue(),
            grossMargin: shared(.grossMargin, line), refundRate: shared(.refundRate, line),
            codeDiscount: shared(.codeDiscount, line),
            codeUplift: shared(.codeUplift, line), offer: shared(.offer, line),
            untrackedOrders: shared(.untrackedOrders, line), selection: selection(line), partnership: partnership(line),
            startWeek: line.assumptions[.startWeek] == nil ? nil : law(.startWeek, line),
            attribution: attribution(line),
            repeatOrders: scenario.shared[.repeatOrders] == nil ? nil : shared(.repeatOrders, line),
            time: time(line), tables: tables, own: ownTerms(line, tables), timed: timedChanges(line),
            hasAudience: scenario.parts.contains(.audience))
        return problems.count == before ? prepared : nil
    }

    mutating func slot(_ key: QuantityKey, _ line: BudgetLine, withEvents: Bool = true) -> Int {
        if let nothing = unread(key, line) { return nothing }
        guard let path = line.assumptions[key], let slot = slots[path] else {
            problems.append(.lineLacks(key, line: line.name))
            return 0
        }
        return withEvents ? changed(slot, key, line) : slot
    }

    mutating func shared(_ key: QuantityKey, _ line: BudgetLine) -> Int {
        if let nothing = unread(key, line) { return nothing }
        guard let path = scenario.shared[key], let slot = slots[path] else {
            problems.append(.scenarioLacks(key))
            return 0
        }
        return changed(slot, key, line)
    }

    /// What stands in for a quantity that the line never reads, so that the simulator cannot either; nil for one that it may read.
    private mutating func unread(_ key: QuantityKey, _ line: BudgetLine) -> Int? {
        guard scenario.obstacle(to: key, on: line)?.isStructural == true else { return nil }
        return derived(.constant(key.range.contains(0) ? 0 : 1), path: QuantityPath("nothing"), range: nil)
    }

    /// The law of views per follower without events; nil where no event changes them.
    private mutating func calmViews(_ line: BudgetLine) -> CreatorLaw? {
        changesViews(line) ? law(.viewsPerFollower, line, withEvents: false) : nil
    }

    mutating func law(_ key: QuantityKey, _ line: BudgetLine, withEvents: Bool = true) -> CreatorLaw {
        let slot = slot(key, line, withEvents: withEvents)
        guard scenario.obstacle(to: key, on: line)?.isStructural != true, let path = line.assumptions[key],
            let quantity = scenario.quantities[path]
        else { return .same(slot: slot) }
        switch quantity.law {
        case .shared: return .same(slot: slot)
        case .scattered where quantity.spread != nil:
            let width = quantity.spread.flatMap { slots[$0] } ?? 0
            return .scattered(
                slot: slot, width: width, key.domain == .share ? .odds : key.hasMeanOne ? .meanOne : .values)
        case .scattered(_, let factor):
            let sigma = Distribution.logSD(spread: factor)
            if key.domain == .share { return .odds(slot: slot, sigma: sigma) }
            return .factor(slot: slot, sigma: sigma, shift: key.hasMeanOne ? -sigma * sigma / 2 : 0)
        case .varying(let distribution):
            guard let law = ScoreLaw(distribution) else {
                problems.append(.noDistributionFits(distribution, path))
                return .same(slot: slot)
            }
            var factor = 1.0
            let rows = rows(path, key, tables)
            if key.hasMeanOne {
                let mean = rows?.mean ?? distribution.mean ?? law.mean
                guard mean > 0, mean.isFinite else {
                    problems.append(.noMean(key, path))
                    return .same(slot: slot)
                }
                factor = 1 / mean
            }
            let change = change(key, line, withEvents: withEvents)
            if let rows { return .rows(rows, factor: factor, change: change) }
            return .own(law, factor: factor, change: change)
        }
    }

    private mutating func orderValue() -> OrderValueLaw {
        guard let slot = scenario.shared[.orderValue].flatMap({ slots[$0] }) else {
            problems.append(.scenarioLacks(.orderValue))
            return .same(slot: 0)
        }
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
        case .varying(.sample(let sample)): return .sampled(sample.sorted, slot: slot, mean: sample.mean)
        case .varying(let distribution):
            guard let law = ScoreLaw(distribution) else {
                problems.append(.noDistributionFits(distribution, path))
                return .same(slot: slot)
            }
            return .own(law)
        }
    }

    /// The followers at which a line's views per follower hold: the median creator's, its typical value at its median.
    private func reference(_ line: BudgetLine) -> Double {
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
        case .either(let chooser, let options): return median(.reference(scenario.likeliest(chooser, of: options)))
        }
    }
}
