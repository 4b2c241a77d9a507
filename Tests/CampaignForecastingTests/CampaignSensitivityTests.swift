// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

/// A campaign without luck whose profit is revenue · (1 − discount) · margin − cost, discount and margin unknown.
private func product() -> CampaignFixture {
    var fixture = CampaignFixture()
    fixture[.codeDiscount] = .shared(.uncertain(.uniform(min: 0, max: 0.4)))
    fixture[.grossMargin] = .shared(.uncertain(.uniform(min: 0.4, max: 0.6)))
    fixture[.networkFee] = .shared(.uncertain(.uniform(min: 0, max: 0.4)))
    return fixture
}

private func study(
    _ fixture: CampaignFixture, _ method: Sensitivity.Method, trials: Int = 2_048, threads: Int = 2,
    sets: [NamedSet] = []
) throws -> Sensitivity {
    let analyser = try SensitivityAnalyser(
        campaign: PreparedCampaign(fixture.scenario), method: method, metric: .profit,
        options: ForecastOptions(trials: trials, seed: 4, threads: threads), sets: sets)
    return try analyser.run()
}

/// The two first-order indices of a product of independent factors, and their interaction.
private let (discountIndex, marginIndex): (Double, Double) = {
    let (discount, margin) = ((mean: 0.8, variance: 0.16 / 12), (mean: 0.5, variance: 0.04 / 12))
    let one = discount.variance * margin.mean * margin.mean
    let other = margin.variance * discount.mean * discount.mean
    let whole = one + other + discount.variance * margin.variance
    return (one / whole, other / whole)
}()

@Suite("The sensitivity of a campaign")
struct CampaignSensitivityStatisticalTests {
    private let profit = StudiedOutput.metric(.profit, split: 0)

    @Test("of a product of two unknowns is that of a product, and nothing for an unknown that costs nothing here")
    func indices() throws {
        let found = try study(product(), .sobol)
        let output = try #require(found[profit])
        #expect(found.inputs.map(\.label) == ["costs.network_fee", "product.code_discount", "product.gross_margin"])
        let indices = output.effects.compactMap { effect -> SobolIndex? in
            if case .sobol(let index) = effect { index } else { nil }
        }
        try #require(indices.count == 3)
        // Student's t with 15 degrees of freedom exceeds 8 once in two million.
        for (index, known) in zip(indices.dropFirst(), [discountIndex, marginIndex]) {
            #expect(abs(index.first.value - known) <= 8 * index.first.standardError)
            #expect(index.first.standardError < 0.03)
        }
        #expect(indices[0].total.value == 0)
        #expect(abs((output.together?.value ?? 0) - 1) < 1e-12)
    }

    @Test("by bins follows the whole of a straight line")
    func bins() throws {
        let output = try #require(try study(product(), .bins, trials: 10_000)[profit])
        let shares = output.effects.compactMap { effect -> BinnedEffect? in
            if case .bins(let effect) = effect { effect } else { nil }
        }
        try #require(shares.count == 3)
        for (effect, known) in zip(shares.dropFirst(), [discountIndex, marginIndex]) {
            #expect(abs(effect.share.value - known) <= 4.9 * effect.share.standardError)
        }
        #expect(abs(shares[0].share.value) <= 4.9 * shares[0].share.standardError + 1e-3)
        let discount = try #require(shares[1].rankCorrelation)
        #expect(discount.value < 0 && discount.low <= discount.value && discount.value <= discount.high)
        #expect(shares[1].bins.count == 10 && shares[1].bins.allSatisfy { $0.trials == 1_000 })
        let low = try #require(shares[1].bins.first?.mean)
        // In the lowest tenth the discount is 2 % on average: 20 creators bring 20,000 orders of 80 $ at half margin.
        #expect(abs(low.value - (20_000 * 80 * 0.98 * 0.5 - 10_000)) <= 4.9 * low.standardError)
    }

    @Test("by Shapley effects gives each its own share and half of the interaction")
    func shapley() throws {
        let output = try #require(try study(product(), .shapley)[profit])
        let shares = output.effects.compactMap { effect -> VarianceShare? in
            if case .shapley(let share) = effect { share } else { nil }
        }
        try #require(shares.count == 3)
        let interaction = 1 - discountIndex - marginIndex
        for (share, known) in zip(shares.dropFirst(), [discountIndex, marginIndex]) {
            #expect(abs(share.value - known - interaction / 2) <= 4.9 * share.standardError)
        }
        #expect(shares[0].value == 0)
    }

    @Test("by elementary effects is the change over nine tenths of the range")
    func morris() throws {
        let output = try #require(try study(product(), .morris, trials: 20)[profit])
        guard case .morris(let margin) = output.effects[2], case .morris(let nothing) = output.effects[0] else {
            Issue.record("no elementary effects")
            return
        }
        // The margin's range of nine tenths is 0.18 wide; the discount on the grid is 0.02, 0.14, 0.26 or 0.38.
        let bounds = [0.38, 0.02].map { 20_000 * 80 * (1 - $0) * 0.18 }
        #expect(margin.mean.value > bounds[0] && margin.mean.value < bounds[1])
        #expect(margin.meanAbsolute.value == margin.mean.value)
        #expect(nothing.meanAbsolute.value == 0)
    }

    @Test("counts an event as an input")
    func event() throws {
        var fixture = CampaignFixture()
        fixture.addRisk("crash", probability: 0.3, .grossMargin, .set, 0.1)
        for method in [Sensitivity.Method.bins, .sobol, .shapley] {
            let found = try study(fixture, method)
            #expect(found.inputs.map(\.label) == ["risks.crash"])
            #expect(found.inputs[0].paths.isEmpty)
            let together = try #require(found[profit]?.together)
            #expect(abs(together.value - 1) <= 4.9 * together.standardError + 1e-9)
        }
    }

    @Test("joins what is correlated for Sobol indices, and tells companions elsewhere")
    func correlated() throws {
        var fixture = product()
        fixture.correlations = [
            Correlation(first: fixture.path(.codeDiscount), second: fixture.path(.grossMargin), rank: 0.5)
        ]
        let sobol = try study(fixture, .sobol, trials: 256)
        #expect(sobol.inputs.map(\.label) == ["costs.network_fee", "product.code_discount + product.gross_margin"])
        let bins = try study(fixture, .bins, trials: 500)
        #expect(bins.inputs[1].correlatedWith == [fixture.path(.grossMargin)])
        let both = [QuantityKey.codeDiscount, .grossMargin].map(fixture.path)
        #expect(throws: CampaignError.correlatedApart(both)) {
            try study(fixture, .sobol, sets: [NamedSet(name: "half", prefixes: ["product.gross_margin"])])
        }
    }

    @Test("takes sets of assumptions as one, and refuses sets that hold nothing or share something")
    func sets() throws {
        let set = NamedSet(name: "shop", prefixes: ["product"])
        let found = try study(product(), .sobol, trials: 256, sets: [set])
        #expect(found.inputs.map(\.label) == ["costs.network_fee", "shop"])
        #expect(throws: CampaignError.emptySet("none")) {
            try study(product(), .sobol, sets: [NamedSet(name: "none", prefixes: ["nano.fee"])])
        }
        #expect(throws: CampaignError.sharedBySets(assumption: "product.gross_margin", "shop", "again")) {
            try study(product(), .sobol, sets: [set, NamedSet(name: "again", prefixes: ["product.gross_margin"])])
        }
        #expect(throws: CampaignError.setsNeedSobol) { try study(product(), .bins, sets: [set]) }
    }

    @Test("is refused where nothing is uncertain")
    func nothing() throws {
        #expect(throws: CampaignError.nothingUncertain) { try study(CampaignFixture(), .bins) }
    }

    @Test("is the same with any number of threads", arguments: Sensitivity.Method.allCases)
    func threads(_ method: Sensitivity.Method) throws {
        let trials = method == .morris ? 4 : 1_100
        var fixture = product()
        fixture[.clicksPerView] = .scattered(typical: .uncertain(.betaInterval(low: 0.01, high: 0.03)), factor: 2)
        let one = try study(fixture, method, trials: trials, threads: 1)
        let three = try study(fixture, method, trials: trials, threads: 3)
        #expect(one.outputs.map(\.effects) == three.outputs.map(\.effects))
        #expect(one.outputs.map(\.together) == three.outputs.map(\.together))
    }

    @Test("gives the ledger the share of each unknown in the decision")
    func ledger() throws {
        let fixture = product()
        let campaign = try PreparedCampaign(fixture.scenario)
        let ledger = campaign.ledger(sensitivity: try study(fixture, .bins, trials: 4_000))
        func share(_ key: QuantityKey) -> Double? {
            ledger.entries.first { $0.path == fixture.path(key) }?.decisionShare?.value
        }
        #expect(share(.orderValue) == nil)
        #expect(abs((share(.grossMargin) ?? 0) - marginIndex) < 0.1)
    }
}

@Suite("What a decision is")
struct DecisionTests {
    @Test("one split is best, several share, and an undefined one never is")
    func best() {
        let best = SplitColumns.best([[1, 2, .nan, .nan], [0, 2, -5, .nan]], among: [0, 1], isBetterLower: false)
        #expect(best[0].prefix(3) == [1, 0.5, 0] && best[1].prefix(3) == [0, 0.5, 1])
        #expect(best[0][3].isNaN)
        #expect(SplitColumns.best([[.infinity], [3]], among: [0, 1], isBetterLower: true) == [[0], [1]])
        #expect(SplitColumns.best([[5], [3], [4]], among: [1, 2], isBetterLower: false) == [[0], [0], [1]])
    }

    @Test("bins never part equal values, and hold every trial once")
    func bins() {
        let values = (0..<100).map { Double($0 % 3) }
        let bins = BinStudy.bins(of: values)
        #expect(bins.count == 3)
        #expect(bins.joined().sorted() == Array(0..<100))
        #expect(bins.allSatisfy { Set($0.map { values[$0] }).count == 1 })
        #expect(BinStudy.bins(of: [5]) == [[0]])
        #expect(BinStudy.bins(of: []).isEmpty)
    }

    @Test("a rank correlation of a straight line is 1, and of a constant there is none")
    func ranks() {
        #expect(BinStudy.rankCorrelation([1, 2, 3, 4], [10, 20, 30, .infinity])?.value == 1)
        #expect(BinStudy.rankCorrelation([1, 2, 3, 4], [1, 1, 1, 1]) == nil)
        #expect(Ranks.of([3, 1, 3, .nan]).prefix(3) == [2, 0.5, 2])
    }
}
