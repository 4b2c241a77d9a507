// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import CampaignWorkbench
import Foundation

/// How long a plan takes to answer moves of a scenario's shares, budget, rates and fees:  moves-benchmark SCENARIO [TRIALS] [MOVES]
///
/// Prints a line of JSON: for each kind of move the median and the 95 % point of the wall time of a preview of three splits, and of a
/// whole run of the same splits in the same trials.
@main
struct Moves {
    private static let threads = ProcessInfo.processInfo.activeProcessorCount

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count > 1 else { fatalError("usage: moves-benchmark SCENARIO [TRIALS] [MOVES]") }
        let trials = words.count > 2 ? Int(words[2]) ?? 10_000 : 10_000
        let moves = words.count > 3 ? Int(words[3]) ?? 200 : 200
        let bench = Workbench(reading: FileReader { name, _ in Array(try Data(contentsOf: URL(filePath: name))) })
        let loaded = try bench.load(LoadedScenario.Request(file: words[1]))
        let options = ForecastOptions(trials: trials, threads: threads, layerTrials: 0)
        let table = try PlanTable(
            campaign: loaded.campaign, metrics: [.conversions, .cost, .profit, .roi, .cpa], options: options)
        var mover = Mover(table)
        var results: [String: Any] = ["trials": trials, "moves": moves, "threads": threads]
        results["first"] = try milliseconds { _ = try table.preview(of: mover.plan) }
        for kind in Mover.Kind.allCases {
            var times: [Double] = []
            for _ in 0..<moves {
                guard mover.move(kind) else { break }
                let plan = mover.plan
                times.append(try milliseconds { _ = try table.preview(of: plan) })
            }
            guard !times.isEmpty else { continue }
            times.sort()
            results[kind.rawValue] = [
                "p50": times[times.count / 2], "p95": times[min(times.count - 1, times.count * 95 / 100)],
            ]
        }
        let split = Mover.three(loaded.campaign.scenario)
        var scenario = loaded.campaign.scenario
        scenario.splits = split.map { split in
            let total = split.amounts.reduce(0, +)
            return Split(
                name: split.name,
                shares: Dictionary(
                    uniqueKeysWithValues: zip(scenario.lines.map(\.name), split.amounts.map { $0 / total })))
        }
        let campaign = try PreparedCampaign(scenario)
        results["run"] = try milliseconds { _ = try Forecaster(campaign: campaign, options: options).run() }
        let data = try JSONSerialization.data(withJSONObject: results, options: [.sortedKeys])
        print(String(decoding: data, as: UTF8.self))
    }

    private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let time = try clock.measure(work)
        return Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15
    }
}

/// Moves a plan of three splits about, one thing at a time, never twice to the same place.
private struct Mover {
    enum Kind: String, CaseIterable { case shares, budget, rates, fees }

    private(set) var plan: PlanMove
    private let start: [PlanMove.Split]
    private let assumptions: [Assumption]
    private var steps = 0

    init(_ table: PlanTable) {
        start = Self.three(table.campaign.scenario)
        plan = PlanMove(splits: start)
        assumptions = table.campaign.assumptions
    }

    /// The scenario's first split, one with a tenth of the first line's money moved to the last, and one the other way.
    static func three(_ scenario: Scenario) -> [PlanMove.Split] {
        let own = PlanMove(scenario).splits[0]
        return [
            own, PlanMove.Split(name: "later", amounts: moving(0.1, of: own.amounts)),
            PlanMove.Split(name: "earlier", amounts: moving(-0.1, of: own.amounts)),
        ]
    }

    /// A share of the first line's money goes to the last; where it is below 0, so much of the last one's to the first.
    private static func moving(_ share: Double, of amounts: [Double]) -> [Double] {
        let used = amounts.indices.filter { amounts[$0] > 0 }
        guard let first = used.first, let last = used.last, first != last else { return amounts }
        let money = share * amounts[share > 0 ? first : last]
        var amounts = amounts
        amounts[first] -= money
        amounts[last] += money
        return amounts
    }

    /// Makes the next move; false where there is nothing of the kind to move.
    mutating func move(_ kind: Kind) -> Bool {
        steps += 1
        // To and fro within a fifth.
        let part = 0.2 * sin(0.7 * Double(steps))
        plan = PlanMove(splits: start)
        switch kind {
        case .shares:
            plan.splits = start.map { PlanMove.Split(name: $0.name, amounts: Self.moving(part, of: $0.amounts)) }
            return true
        case .budget:
            plan.splits = start.map { split in
                PlanMove.Split(name: split.name, amounts: split.amounts.map { $0 * (1 + part) })
            }
            return true
        case .rates: return set([.ordersPerClick, .ordersPerLead, .clicksPerView, .clicksPerEngagement], 1 + part)
        case .fees: return set([.fee], 1 + part)
        }
    }

    /// Sets the first assumption with one of some keys to so many times its value.
    private mutating func set(_ keys: [QuantityKey], _ factor: Double) -> Bool {
        guard let found = assumptions.first(where: { $0.shownKey.map(keys.contains) ?? false }) else { return false }
        plan.set(found, to: found.centre * factor)
        return true
    }
}
