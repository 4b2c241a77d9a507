// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// A list of creators: followers and what else is known of each.
private func column(_ values: [Double], rows: [Int]? = nil) -> Quantity.Law {
    .varying(.sample(Sample(table: "list.csv", rows: rows ?? Array(2..<values.count + 2), values: values)))
}

@Suite("Rows of a list of creators")
struct RowStatisticalTests {
    /// A failure rate of one in a million, two-sided.
    private static let z = 4.9

    private static func fixture(_ followers: [Double], _ fees: [Double], pool: Int, budget: Double) -> CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = column(followers)
        fixture[.fee] = column(fees)
        fixture.set([.pool: Double(pool), .clicksPerView: 0])
        fixture.budget = budget
        return fixture
    }

    /// The mean followers of those hired, in order, until the next one costs too much, over all orders of the rows.
    private static func mean(_ followers: [Double], _ fees: [Double], _ pool: Int, _ budget: Double) -> Double {
        var (sum, count) = (0.0, 0.0)
        func walk(_ left: [Int], _ spent: Double, _ views: Double, _ places: Int) {
            if places == 0 || left.isEmpty {
                (sum, count) = (sum + views, count + 1)
                return
            }
            for (place, row) in left.enumerated() {
                var rest = left
                rest.remove(at: place)
                // Orders that go on alike after the money is out weigh as many as they are.
                if spent + fees[row] > budget {
                    walk(rest, .infinity, views, places - 1)
                } else {
                    walk(rest, spent + fees[row], views + followers[row], places - 1)
                }
            }
        }
        walk(Array(followers.indices), 0, 0, pool)
        return sum / count
    }

    @Test("random small lists bring what all orders of their rows bring on average")
    func bruteForce() throws {
        let source = RandomSource(seed: 3)
        source.open(StreamName("lists"), trial: 0)
        let trials = 3_000
        var rejected = 0
        for _ in 0..<6 {
            let size = 3 + Int(source.uniform() * 4)
            let pool = max(2, size - Int(source.uniform() * 2))
            let followers = (0..<size).map { _ in (100 + 9_900 * source.uniform()).rounded() }
            // The dearest are the smallest, as no draw by column would have it.
            let fees = followers.map { (12_000 - $0).rounded() }
            let budget = fees.reduce(0, +) * (0.3 + 0.4 * source.uniform())
            let views = try Self.fixture(followers, fees, pool: pool, budget: budget).column(.views, trials: trials)
            let mean = views.reduce(0, +) / Double(trials)
            let variance = views.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(trials - 1)
            let tolerance = Self.z * (variance / Double(trials)).squareRoot() + 1e-9
            #expect(abs(mean - Self.mean(followers, fees, pool, budget)) <= tolerance)
            // The same test turns down columns that are drawn apart.
            var apart = Self.fixture(followers, fees, pool: pool, budget: budget)
            apart[.fee] = .varying(.sample(Sample(table: "other.csv", rows: Array(fees.indices), values: fees)))
            let other = try apart.column(.views, trials: trials).reduce(0, +) / Double(trials)
            if abs(other - Self.mean(followers, fees, pool, budget)) > tolerance { rejected += 1 }
        }
        #expect(rejected >= 2)
    }

    @Test("each row is hired at most once while the pool is the list, and a bigger budget keeps whom it had")
    func onceEach() throws {
        let followers = (0..<12).map { Double(1 << $0) }
        let fees = followers.map { _ in 100.0 }
        for budget in [300.0, 700, 5_000] {
            let fixture = Self.fixture(followers, fees, pool: 12, budget: budget)
            let views = try fixture.column(.views, trials: 200)
            // Powers of two add up to a number whose bits are those hired.
            #expect(views.allSatisfy { Int($0).nonzeroBitCount == min(12, Int(budget / 100)) })
            var more = fixture
            more.budget = budget + 200
            for (few, many) in zip(views, try more.column(.views, trials: 200)) {
                #expect(Int(few) & Int(many) == Int(few))
            }
        }
    }

    @Test("a pool larger than the list holds each row, and others by weights that nobody knows")
    func largerPool() throws {
        let values = [100.0, 200, 400, 800, 1_600]
        let (rows, pool, trials) = (5.0, 20.0, 4_000)
        let views = try Self.fixture(values, values.map { _ in 1 }, pool: 20, budget: 1e6).column(
            .views, trials: trials)
        let mean = views.reduce(0, +) / Double(trials)
        let average = values.reduce(0, +) / rows
        let spread = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / rows
        // Of 20 creators 15 are rows again, Dirichlet-multinomial with one for each row.
        let variance = (pool - rows) * pool * spread / (rows + 1)
        let squares = views.map { ($0 - pool * average) * ($0 - pool * average) }
        let found = squares.reduce(0, +) / Double(trials)
        let fourth = squares.reduce(0) { $0 + ($1 - found) * ($1 - found) } / Double(trials)
        #expect(abs(mean - pool * average) <= Self.z * (variance / Double(trials)).squareRoot())
        #expect(abs(found - variance) <= Self.z * (fourth / Double(trials)).squareRoot())
        // Without weights the variance would be that of 15 draws.
        #expect(abs(found - (pool - rows) * spread) > Self.z * (fourth / Double(trials)).squareRoot())
    }

    @Test("commission is that of the creator's own row")
    func commission() throws {
        let followers = [10.0, 20, 30, 40]
        let rates = [1.0, 2, 4, 8]
        var fixture = Self.fixture(followers, [1, 1, 1, 1], pool: 4, budget: 1_000)
        fixture.set([.clicksPerView: 1])
        fixture.terms[.perAcquisition] = 0
        fixture.ownTerms[.perAcquisition] = column(rates)
        let commission = try fixture.column(.commission, trials: 50)
        let expected = zip(followers, rates).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(commission.allSatisfy { abs($0 - expected) < 1e-9 })
        fixture[.giftCost] = column([5, 6, 7, 9])
        #expect(try fixture.column(.gifts, trials: 50).allSatisfy { abs($0 - 27) < 1e-9 })
        fixture.addRisk("dearer", probability: 0.5, .giftCost, .multiply, 2)
        let problem = PreparationProblem.eventOnListed(
            .giftCost, event: "dearer", line: "nano", fixture.path(.giftCost))
        #expect(throws: CampaignError.unprepared([problem])) { try PreparedCampaign(fixture.scenario) }
    }

    @Test("columns with rows missing keep those they share")
    func commonRows() throws {
        var fixture = Self.fixture([1], [1], pool: 9, budget: 1e6)
        fixture[.followers] = column([1, 2, 4], rows: [2, 3, 4])
        fixture[.fee] = column([10, 20, 40], rows: [3, 4, 5])
        fixture.set([.pool: 2])
        #expect(try fixture.column(.views, trials: 20).allSatisfy { $0 == 6 })
        fixture[.fee] = column([10], rows: [7])
        let problem = PreparationProblem.noCommonRow(table: "list.csv", line: "nano", fixture.path(.followers))
        #expect(throws: CampaignError.unprepared([problem])) { try PreparedCampaign(fixture.scenario) }
    }

    @Test("campaign-wide values of several columns come from one row")
    func oneRowACampaign() throws {
        var fixture = CampaignFixture()
        let (margins, refunds) = ([0.2, 0.5, 0.5, 0.8], [0.4, 0.1, 0.3, 0.2])
        func law(_ values: [Double]) -> Quantity.Law {
            .shared(.uncertain(.sample(Sample(table: "past.csv", rows: [2, 3, 4, 5], values: values))))
        }
        fixture[.grossMargin] = law(margins)
        fixture[.refundRate] = law(refunds)
        let campaign = try PreparedCampaign(fixture.scenario)
        let draws = campaign.program.draw(trials: 0..<2_000, noise: NoiseKey(seed: 5))
        func columnOf(_ key: QuantityKey) throws -> [Double] {
            draws.columns[try #require(campaign.program.paths.firstIndex(of: fixture.path(key)))]
        }
        var counts = [0, 0, 0, 0]
        for (margin, refund) in zip(try columnOf(.grossMargin), try columnOf(.refundRate)) {
            let row = try #require(margins.indices.first { margins[$0] == margin && refunds[$0] == refund })
            counts[row] += 1
        }
        #expect(counts.allSatisfy { abs(Double($0) - 500) < Self.z * (2_000 * 0.25 * 0.75).squareRoot() })
    }
}

@Suite("What a sample says")
struct SampleStatisticalTests {
    private static let z = 4.9

    /// How many of `count` samples have an interval of 90 % that holds the true mean.
    private static func covered(_ count: Int, size: Int, _ points: (Sample) -> [Double]) -> Int {
        let source = RandomSource(seed: 17)
        source.open(StreamName("orders"), trial: size)
        let mean = 50 * Double.exp(0.32)
        return (0..<count).count { _ in
            let values = (0..<size).map { _ in 50 * Double.exp(0.8 * source.gaussian()) }
            let points = points(Sample(table: "orders.csv", rows: Array(values.indices), values: values))
            return points[points.count / 20] <= mean && mean <= points[points.count - 1 - points.count / 20]
        }
    }

    @Test("intervals of the mean of few skewed values cover about nine times of ten", arguments: [20, 50])
    func coverage(size: Int) {
        let count = 250
        let found = Self.covered(count, size: size) { SampleMean($0, most: 1_024).points }
        // 0.885 over many samples; the plain Bayesian bootstrap reaches 0.81 with 20 values and an exact law 0.
        let error = (0.885 * 0.115 / Double(count)).squareRoot()
        #expect(abs(Double(found) / Double(count) - 0.885) <= Self.z * error)
        let exact = Self.covered(count, size: size) { Array(repeating: $0.mean, count: 20) }
        #expect(Double(exact) / Double(count) < 0.885 - Self.z * error)
    }

    @Test("the revenue of orders takes the spread of its sample's mean")
    func revenue() throws {
        let values = [20.0, 30, 35, 40, 45, 50, 60, 80, 120, 300]
        var fixture = CampaignFixture()
        let sample = Sample(table: "orders.csv", rows: Array(values.indices), values: values)
        fixture[.orderValue] = .varying(.sample(sample))
        fixture.set([.clicksPerView: 1, .ordersPerClick: 1])
        fixture.budget = 2_000
        let trials = 1_500
        let (revenue, orders) = (
            try fixture.column(.revenue, trials: trials), try fixture.column(.orders, trials: trials)
        )
        let worth = zip(revenue, orders).map { $0 / $1 }
        let points = SampleMean(sample).points
        let mean = points.reduce(0, +) / Double(points.count)
        let between = points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(points.count)
        // 4,000 orders leave little of the chance in each.
        let within = values.reduce(0) { $0 + ($1 - 78) * ($1 - 78) } / 10 / 4_000
        let found = worth.reduce(0, +) / Double(trials)
        let squares = worth.map { ($0 - mean) * ($0 - mean) }
        let spread = squares.reduce(0, +) / Double(trials)
        let fourth = squares.reduce(0) { $0 + ($1 - spread) * ($1 - spread) } / Double(trials)
        #expect(abs(found - mean) < Self.z * ((between + within) / Double(trials)).squareRoot())
        #expect(abs(spread - between - within) < Self.z * (fourth / Double(trials)).squareRoot() + 0.05 * within)
    }
}

@Suite("Correlations with what jumps")
struct JumpingRankStatisticalTests {
    private static func fixture(_ law: Distribution, rank: Double) -> CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.giftCost] = .shared(.uncertain(law))
        fixture[.signUpCost] = .shared(.uncertain(.logNormal(low: 1, high: 5)))
        fixture.correlations = [
            Correlation(first: fixture.path(.giftCost), second: fixture.path(.signUpCost), rank: rank)
        ]
        return fixture
    }

    /// Spearman's rank correlation, equal values at the middle of their ranks.
    private static func spearman(_ first: [Double], _ second: [Double]) -> Double {
        func ranks(_ values: [Double]) -> [Double] {
            let sorted = values.sorted()
            return values.map { value in
                let low = sorted.partitioningIndex { $0 >= value }
                let high = sorted.partitioningIndex { $0 > value }
                return Double(low + high - 1) / 2
            }
        }
        let (one, other) = (ranks(first), ranks(second))
        let middle = Double(first.count - 1) / 2
        func sum(_ a: [Double], _ b: [Double]) -> Double {
            zip(a, b).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
        }
        return sum(one, other) / (sum(one, one) * sum(other, other)).squareRoot()
    }

    @Test(
        "a rank correlation that can be is attained",
        arguments: [
            (Distribution.discrete(values: [1, 2], weights: [1, 1]), 0.8),
            (.discrete(values: [1, 2, 5], weights: [1, 2, 1]), -0.6), (.poisson(mean: 1), 0.7),
            (.sample(Sample(table: "a.csv", rows: [1, 2, 3, 4], values: [3, 1, 3, 8])), 0.85),
            (.uniform(min: 1, max: 2), 0.9),
        ] as [(Distribution, Double)])
    func attained(law: Distribution, rank: Double) throws {
        let fixture = Self.fixture(law, rank: rank)
        let campaign = try PreparedCampaign(fixture.scenario)
        let draws = campaign.program.draw(trials: 0..<6_000, noise: NoiseKey(seed: 9))
        func columnOf(_ key: QuantityKey) throws -> [Double] {
            draws.columns[try #require(campaign.program.paths.firstIndex(of: fixture.path(key)))]
        }
        let found = Self.spearman(try columnOf(.giftCost), try columnOf(.signUpCost))
        // The standard error is at most 1/√n, and smaller the stronger the correlation.
        #expect(abs(found - rank) < 4.9 * (1 - rank * rank) / (6_000.0).squareRoot() + 0.002)
    }

    @Test("one that cannot be is refused with the most there is")
    func impossible() {
        for sign in [1.0, -1] {
            let fixture = Self.fixture(.discrete(values: [1, 2], weights: [1, 1]), rank: sign * 0.9)
            // √3/2, since half of the ranks share one middle and half another.
            let problem = PreparationProblem.unreachableCorrelation(fixture.correlations[0], most: sign * 0.866)
            #expect(problem.message.contains(sign < 0 ? "-0.866" : " 0.866"))
            #expect(throws: CampaignError.unprepared([problem])) { try PreparedCampaign(fixture.scenario) }
        }
    }
}

extension Array {
    fileprivate func partitioningIndex(_ isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
