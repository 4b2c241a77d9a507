// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignWorkbench
import Synchronization

/// Files held in memory, as a page would supply them, and what a workbench simulates of them.
final class HeldFiles: Sendable {
    private let contents: Mutex<[String: String]>
    private let counts = Mutex<[Analysis: Int]>([:])

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    init(_ contents: [String: String]) { self.contents = Mutex(contents) }

    subscript(name: String) -> String? {
        get { contents.withLock { $0[name] } }
        set { contents.withLock { $0[name] = newValue } }
    }

    /// How often each analysis was simulated; pilots left out.
    var runs: [Analysis: Int] { counts.withLock { $0.filter { $0.key != .pilots } } }
    /// How often pilots were.
    var pilots: Int { counts.withLock { $0[.pilots] ?? 0 } }

    /// A workbench on these files, which counts what it simulates.
    func workbench() -> Workbench {
        Workbench(
            reading: FileReader { name, _ in
                guard let text = self[name] else { throw Missing(description: "there is no \(name)") }
                return Array(text.utf8)
            },
            onRun: { analysis in self.counts.withLock { $0[analysis, default: 0] += 1 } })
    }
}

/// A plan whose parts can be changed one by one.
struct Plan: Hashable {
    var name = "Spring"
    var budget = 3_000
    var nano = 60
    var fee = 400
    var goal = "cpa <= 45"
    var claim = 80
    var reason = "measured"
    var shock = 15

    var text: String {
        """
        version: 1
        name: \(name)
        budget: \(budget)
        defaults: article
        product: {order_value: 50 to 70, gross_margin: 60%}
        tiers: {nano: {fee: \(fee)}}
        splits: {small: {nano: \(nano)%, micro: \(100 - nano)%}, large: {micro: 100%}}
        goals: [\(goal)]
        claims: {cheap: {says: nano.fee / micro.fee <= 0.\(claim)}}
        allow: {no-refunds: \(reason)}
        stress: {dear: {on: nano, effects: {fee: {multiply: \(shock / 10).\(shock % 10)}}}}
        """
    }

    /// This plan with one part changed.
    func changed(_ part: Int, _ step: Int) -> Plan {
        var plan = self
        switch part {
        case 0: plan.name = "Spring \(step % 3)"
        case 1: plan.budget = 3_000 + 500 * (step % 2)
        case 2: plan.nano = 60 + 10 * (step % 2)
        case 3: plan.fee = 400 + 50 * (step % 2)
        case 4: plan.goal = step % 2 == 0 ? "cpa <= 45" : "roi >= 0"
        case 5: plan.claim = 80 + step % 3
        case 6: plan.reason = "measured \(step % 3)"
        default: plan.shock = 15 + step % 2
        }
        return plan
    }

    /// The parts that decide an answer besides the names in it.
    func decides(_ analysis: Analysis) -> [String] {
        let world = ["\(budget)", "\(nano)", "\(fee)"]
        switch analysis {
        case .pilots, .comparison: return world
        case .forecast, .sensitivity, .optimisation, .lint, .backtest, .freeze: return world + [goal]
        case .stress: return world + [goal, "\(shock)"]
        case .claims: return world + [goal, "\(claim)"]
        }
    }
}
