// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import CampaignLearning
import CampaignModel
import CampaignSampling
import RealModule

@testable import CampaignForecasting

/// A campaign of one line in which rates, fees, values and the spread of sales power are uncertain, and creators of it.
struct CalibrationTrial {
    /// What calibration gets wrong.
    enum Twin: String, CaseIterable {
        case right
        /// All creators sell alike.
        case noSpread
        /// The median of sales power is taken for its mean.
        case medianForMean
        /// Every row counts twice.
        case rowsTwice
        /// The season of these results is taken for that of the next ones.
        case seasonKept

        var meaning: String {
            switch self {
            case .right: "as it is"
            case .noSpread: "all creators sell alike"
            case .medianForMean: "the median of sales power taken for its mean"
            case .rowsTwice: "every row counted twice"
            case .seasonKept: "the season of the results taken for the next one"
            }
        }
    }

    static let spread = 12.0
    static let season = 0.3

    static func fixture(sales: Double = spread, rate: Double = 1) -> CampaignFixture {
        var fixture = CampaignFixture()
        func law(_ median: Double, _ factor: Double) -> Expression {
            .uncertain(.logNormal(median: median, spread: factor))
        }
        fixture[.offer] = .shared(law(1, 2))
        fixture[.clicksPerView] = .scattered(typical: law(0.012, 2), factor: 2)
        fixture[.ordersPerClick] = .shared(.binary(.multiply, law(0.03, 2), .constant(rate)))
        fixture[.viewsPerFollower] = .scattered(typical: law(0.2, 2), factor: 1.8)
        fixture[.fee] = .scattered(typical: law(300, 2), factor: 2.5)
        fixture[.orderValue] = .scattered(typical: law(60, 1.4), factor: 1.5)
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: sales)
        fixture[.postLuck] = .scattered(typical: .constant(1), factor: 3)
        fixture[.followers] = .varying(.logNormal(median: 8_000, spread: 3))
        return fixture
    }

    /// The spread of sales power is uncertain too.
    static func scenario(sales: Double = spread, rate: Double = 1) -> Scenario {
        let fixture = fixture(sales: sales, rate: rate)
        var scenario = fixture.scenario
        let path = fixture.path(.salesPower)
        guard sales > 1 else { return scenario }
        scenario.quantities[path]?.spread = path.spread
        scenario.quantities[path.spread] = Quantity(law: .shared(.uncertain(.logNormal(median: sales, spread: 1.5))))
        return scenario
    }

    static func campaign(sales: Double = spread, rate: Double = 1) throws -> PreparedCampaign {
        try PreparedCampaign(scenario(sales: sales, rate: rate))
    }

    /// Creators of whom everything will be known but what they bring.
    static func creators(_ count: Int) -> [CreatorResult] {
        (0..<count).map { number in
            CreatorResult(
                key: "creator \(number)", posts: 1 + number % 2, followers: 2_000 + 1_500 * (number % 12), views: 1,
                clicks: 1, orders: 1, fee: 1, referenceFee: Double(1 + number % 2))
        }
    }

    /// What creators bring where the scores of leaves are these.
    static func results(
        _ creators: [CreatorResult], _ model: ScoreModel, scores: [Double], seed: UInt64, trial: Int
    ) -> [CreatorResult] {
        let source = RandomSource(seed: seed)
        source.open(StreamName("test", use: "results"), trial: trial)
        let kinds = model.kinds(scores)
        return creators.map { ResultSimulator(source: source).simulate($0, kinds) }
    }

    static func calibrator(
        _ scenario: Scenario, seed: UInt64, season: Double, settings: FitSettings
    ) throws -> Calibrator {
        var calibrator = try Calibrator(Subject(scenario), seed: seed, season: season)
        calibrator.settings = settings
        return calibrator
    }

    /// The law of the leaves' scores in the next campaign, with the leaves, and whether it passes its gates.
    static func law(_ results: [CreatorResult], _ calibrator: Calibrator, _ model: ScoreModel) throws
        -> (leaves: [Int], law: AffineLaw, isKept: Bool)
    {
        let likelihood = ResultLikelihood(results)
        let touched = try calibrator.touched(likelihood, model)
        let space = calibrator.space(touched)
        guard let fitted = FittedScores(space) else { throw FitFailure.degenerate }
        let learning = calibrator.learn(likelihood, touched, space, fitted, model, results)
        guard let next = fitted.next(learning.law) else { throw FitFailure.degenerate }
        return (space.leaves, next, learning.failures.isEmpty)
    }

    /// For each score, and for the logarithm of orders a post, where the truth of the next campaign stands among what is learnt: uniform where
    /// learning is right.
    static func positions(
        _ twin: Twin, replicates: Int, creators count: Int, seed: UInt64,
        settings: FitSettings = FitSettings(roundDraws: 300, finalDraws: 1_000, checkDraws: 8)
    ) throws -> (columns: [[Double]], kept: Double) {
        let campaign = try campaign()
        // Where the median is taken for the mean, creators sell more than the scenario lets expect by e^(s²/2).
        let sigma = Double.log(spread) / 1.6448536269514722
        let truth = try ScoreModel(
            Self.campaign(rate: twin == .medianForMean ? Double.exp(sigma * sigma / 2) : 1))
        let assumed = scenario(sales: twin == .noSpread ? 1 : spread)
        let fitted = try ScoreModel(PreparedCampaign(assumed))
        let offer = try PreparedCampaign(assumed).program.leaves.firstIndex { $0.path.text == "product.offer" } ?? 0
        let found = ParallelMap.of(Array(0..<replicates), threads: 2) {
            replicate -> (positions: [Double], isKept: Bool) in
            let source = RandomSource(seed: seed)
            source.open(StreamName("test", use: "truth"), trial: replicate)
            var scores = campaign.program.leaves.map { _ in source.gaussian() }
            var next = scores
            // The brand's part of the offer lasts, the season's is another one.
            let (brand, season) = ((1 - Self.season).squareRoot(), Self.season.squareRoot())
            scores[offer] = brand * next[offer] + season * source.gaussian()
            next[offer] = brand * next[offer] + season * source.gaussian()
            var results = results(Self.creators(count), truth, scores: scores, seed: seed, trial: replicate)
            if twin == .rowsTwice { results += results }
            guard
                let calibrator = try? calibrator(
                    assumed, seed: seed &+ UInt64(replicate), season: twin == .seasonKept ? 0 : Self.season,
                    settings: settings),
                let (leaves, law, isKept) = try? law(results, calibrator, fitted)
            else { return ([], false) }
            var positions = zip(leaves, zip(law.mean, law.deviations)).map { leaf, moments in
                NormalLaw.probability(below: (next[leaf] - moments.0) / moments.1)
            }
            // Orders a post: the sum of four scores, each times ln 2/1.645.
            let names = ["offer", "clicks_per_view", "orders_per_click", "views_per_follower"]
            let weights = leaves.map { leaf in
                names.contains { campaign.program.leaves[leaf].path.text.hasSuffix($0) } ? 1.0 : 0
            }
            let gap =
                zip(weights, leaves).reduce(0) { $0 + $1.0 * next[$1.1] }
                - zip(weights, law.mean).reduce(0) { $0 + $1.0 * $1.1 }
            let variance = (0..<leaves.count).reduce(0.0) { sum, column in
                let part = (0..<leaves.count).reduce(0.0) { $0 + weights[$1] * law.factor[$1, column] }
                return sum + part * part
            }
            positions.append(NormalLaw.probability(below: gap / variance.squareRoot()))
            return (positions, isKept)
        }
        let columns = found.first?.positions.count ?? 0
        guard found.allSatisfy({ $0.positions.count == columns }) else { throw FitFailure.degenerate }
        let kept = Double(found.count { $0.isKept }) / Double(found.count)
        return ((0..<columns).map { column in found.map { $0.positions[column] } }, kept)
    }

    /// An upper bound on the probability that positions of the right law lie as far from uniform as any of these columns: of the distance of
    /// Kolmogorov and Smirnov by Massart 1990 ("The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality"), times the columns.
    static func chance(_ columns: [[Double]]) -> Double {
        let bounds = columns.map { column -> Double in
            let sorted = column.sorted()
            let count = Double(sorted.count)
            let distance = sorted.enumerated().reduce(0.0) { largest, entry in
                max(
                    largest,
                    max(Double(entry.offset + 1) / count - entry.element, entry.element - Double(entry.offset) / count))
            }
            return 2 * Double.exp(-2 * count * distance * distance)
        }
        return min(1, (bounds.min() ?? 1) * Double(columns.count))
    }
}
