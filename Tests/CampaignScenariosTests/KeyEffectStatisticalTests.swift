// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Testing

/// A stated quantity that changes nothing is never silent: each key of the catalogue is stated in each of its places, and either its
/// value changes what is forecast, or the file is told.
@Suite("What a key changes")
struct KeyEffectStatisticalTests {
    /// One line of creators for a fee, and nothing else.
    private static let plain = """
        version: 1
        budget: 2k
        defaults: article
        product: {order_value: 80, gross_margin: 60%}
        lines: {own: {tier: nano, deal: flat, pool: 12}}
        splits: {s: {own: 100%}}
        """

    /// Every part, every kind of deal, both kinds of funnel, two platforms.
    private static let rich = """
        version: 1
        budget: 2500
        defaults: evidence
        product: {order_value: 80, gross_margin: 60%, repeat_orders: 0.5, offer: 3 to 9}
        costs: {hourly_wage: 30}
        audience: {population: 200k, overlap_within: 10%}
        attribution: {incremental_share: 70%}
        time: {weeks: 20}
        lines:
          own: {tier: nano, deal: flat, pool: 12}
          both: {tier: micro, platform: youtube, deal: {fee: 50%, per_acquisition: 3}, leads_per_click: 40%, pool: 12}
          sold: {tier: nano, platform: tiktok, deal: {revenue_share: 15%}, pool: 12}
          gifts: {tier: micro, platform: instagram, deal: gifting, gift_cost: 20, pool: 12}
        risks: {storm: {probability: 50%, from_week: 2, effects: {views_per_follower: {multiply: 0.5}}}}
        splits: {s: {own: 30%, both: 40%, sold: 20%, gifts: 10%}}
        """

    /// Two values that a planner might state of a key; those of a law that is stretched to the mean 1 say how much it varies.
    private static func values(_ key: QuantityKey) -> (String, String) {
        if key.hasMeanOne { return ("{varies: 2x}", "{varies: 6x}") }
        switch key {
        case .feeFollowersCorrelation: return ("0.1", "0.9")
        case .followers: return ("2000", "6000")
        case .refundWindow: return ("10", "40")
        case .population: return ("50k", "90k")
        case .pool: return ("2", "4")
        case .fee: return ("150", "400")
        case .startWeek, .fromWeek: return ("2", "4")
        case .lasting: return ("1", "3")
        default: break
        }
        switch key.domain {
        case .share: return ("20%", "60%")
        case .wholeNumber: return ("2", "4")
        case .correlation: return ("0.2", "0.8")
        case .positive, .nonNegative, .fromOne: return key.unit == .days ? ("3", "25") : ("1.5", "4")
        }
    }

    /// Where a key can be stated in a file.
    private static func places(_ key: QuantityKey, _ lines: [String]) -> [String] {
        switch key.section {
        case .product, .costs, .audience, .attribution, .time: return [key.section.rawValue]
        case .risk: return ["risks.storm"]
        case .deal: return lines.map { "lines.\($0).deal" }
        case .line:
            return ["tiers.nano", "tiers.macro", "platforms.youtube", "platforms.youtube.micro"]
                + Deal.Basis.allCases.map { "deals.\($0.rawValue)" } + lines.prefix(3).map { "lines.\($0)" }
        }
    }

    /// What a run says, in full.
    private struct Answer: Equatable {
        var metrics: [[MetricSummary?]]
        var weeks: [[WeeklyForecast.Week]?]

        init(_ scenario: Scenario) throws {
            let options = ForecastOptions(trials: 6, seed: 5, threads: 1, layerTrials: 0)
            let forecast = try Forecaster(campaign: try PreparedCampaign(scenario), options: options).run()
            let groups = forecast.splits.flatMap { [$0.total] + $0.lines.map(\.forecast) }
            metrics = groups.map { group in Metric.allCases.map { group.metrics[$0] } }
            weeks = forecast.splits.flatMap { split in
                WeeklyForecast.Track.all.map { split.weekly?.tracks[$0] }
            }
        }
    }

    /// Whether a file that states a key is told that it is wrong or has no effect.
    private static func isTold(_ said: [String], _ key: QuantityKey) -> Bool {
        let name = key == .feeShare ? "'fee'" : "'\(key.rawValue)'"
        return said.contains { $0.contains("error:") && ($0.contains(key.rawValue) || $0.contains("pays per lead")) }
            || said.contains { $0.contains(" no effect") && ($0.contains(name) || $0.contains("\(key.rawValue)'")) }
    }

    @Test("either its value changes the answer, or the file is told", arguments: [true, false])
    func everyKey(isRich: Bool) throws {
        let (text, lines) = isRich ? (Self.rich, ["own", "both", "sold"]) : (Self.plain, ["own"])
        let base = try Answer(read(text).scenario)
        var changing = 0
        for (number, key) in QuantityKey.allCases.enumerated() {
            let places = Self.places(key, lines)
            // Of the many places of a key some are tried, others with each key.
            for (turn, place) in places.enumerated() where (turn + number) % Self.every == 0 || places.count < 4 {
                let isChanging = try check(key, at: place, in: text, base)
                if isChanging { changing += 1 }
            }
        }
        #expect(changing > (isRich ? 50 : 20))
    }

    /// Of how many places of a key one is tried.
    private static let every = 4

    /// Checks a key at one place; returns whether its value changes the answer, which is `base` without it.
    private func check(_ key: QuantityKey, at place: String, in text: String, _ base: Answer) throws -> Bool {
        let name = "\(place).\(key == .feeShare ? "fee" : key.rawValue)"
        let (one, other) = Self.values(key)
        do {
            let first = try read(text, overrides: ["\(name)=\(one)"])
            let said = first.warnings.map { $0.rendered() }
            let isTold = Self.isTold(said, key)
            let answer = try Answer(first.scenario)
            var isChanging = answer != base
            // What only switches a part on, or states what holds anyway, must change with its value.
            if isChanging == isTold {
                isChanging = try Answer(read(text, overrides: ["\(name)=\(other)"]).scenario) != answer
            }
            // Screening that finds nobody better may yet use up the pool.
            if !isChanging, said.contains(where: { $0.contains("finds no better") }) { return false }
            #expect(isChanging != isTold, "\(name) changes \(isChanging ? "the answer" : "nothing"): \(said)")
            return isChanging
        } catch let errors as ScenarioErrors {
            let said = errors.problems.map { $0.rendered() }
            #expect(Self.isTold(said, key), "\(name): \(said)")
            #expect(errors.problems.allSatisfy { !$0.location.file.hasPrefix("library") }, "\(name): \(said)")
            return false
        }
    }

    @Test("a key alone in a tier of a short file reads, or its own words are wrong", arguments: BuiltInLibrary.allCases)
    func aloneInATier(library: BuiltInLibrary) throws {
        for (number, key) in QuantityKey.allCases.filter({ $0.section == .line }).enumerated() {
            let tier = Tier.allCases[number % Tier.allCases.count]
            for value in [Self.values(key).0, "2% to 5%", "{typical: 2% to 5%, varies: 2x}"] {
                let text = """
                    version: 1
                    budget: 100k
                    defaults: \(library.rawValue)
                    product: {order_value: 80, gross_margin: 60%}
                    tiers: {\(tier): {\(key.rawValue): \(value)}}
                    splits: {s: {nano: 25%, micro: 25%, macro: 25%, mega: 25%}}
                    """
                do { _ = try read(text) } catch let errors as ScenarioErrors {
                    for problem in errors.problems {
                        #expect(problem.location.file == "test.yaml" && problem.location.line == 5, "\(problem)")
                    }
                }
            }
        }
    }
}
