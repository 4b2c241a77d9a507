// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// The campaign-wide values of one trial, outside any run.
struct SlotValues: Sendable {
    /// By slot.
    let values: [Double]

    /// What `body` makes of the values.
    func read<Result>(_ body: (TrialDraw) -> Result) -> Result { noted(body).result }

    /// What `body` makes of the values, and by slot whether it looked at it.
    func noted<Result>(_ body: (TrialDraw) -> Result) -> (result: Result, reads: [Bool]) {
        var reads = Array(repeating: false, count: values.count)
        let result = values.withUnsafeBufferPointer { values in
            reads.withUnsafeMutableBufferPointer { reads -> Result? in
                guard let values = values.baseAddress, let reads = reads.baseAddress else { return nil }
                return body(TrialDraw(trial: 0, noise: NoiseKey(seed: 0), values: values, reads: reads))
            }
        }
        guard let result else { preconditionFailure("a campaign has quantities") }
        return (result, reads)
    }
}

extension SharedProgram {
    /// The values of all slots where leaves have these scores and no event strikes.
    func values(scores: [Double]) -> SlotValues {
        SlotValues(values: draw(single(scores), count: 1).columns.map { $0[0] })
    }

    /// The same with all slots but some of them taken from before.
    func values(scores: [Double], keeping kept: SharedDraws, stands: [Bool]) -> SlotValues {
        SlotValues(values: draw(single(scores), count: 1, keeping: (kept, stands)).columns.map { $0[0] })
    }

    /// The values of all slots where every leaf is at its median, as draws.
    var medians: SharedDraws { draw(single(leaves.map { _ in 0 }), count: 1) }

    private func single(_ scores: [Double]) -> SharedScores {
        SharedScores(leaves: scores.map { [$0] }, strikes: strikes.map { _ in [1] })
    }

    /// The slots that follow from some slots, those among them, backwards: what they are made of; and the leaves behind them.
    func sources(of slots: [Bool]) -> (slots: [Bool], leaves: [Int]) {
        var needed = slots
        var behind: Set<Int> = []
        // A slot refers to earlier ones only.
        for slot in nodes.indices.reversed() where needed[slot] { collect(nodes[slot], &needed, &behind) }
        return (needed, behind.sorted())
    }

    private func collect(_ node: Node, _ needed: inout [Bool], _ behind: inout Set<Int>) {
        switch node {
        case .constant: break
        case .leaf(let leaf), .row(let leaf, _): behind.insert(leaf)
        case .slot(let slot): needed[slot] = true
        case .binary(_, let left, let right):
            collect(left, &needed, &behind)
            collect(right, &needed, &behind)
        case .choice(let chooser, let options): for slot in [chooser] + options { needed[slot] = true }
        case .strike(_, let probability): needed[probability] = true
        case .changed(let node, let changes):
            collect(node, &needed, &behind)
            for change in changes {
                needed[change.strike] = true
                needed[change.value] = true
            }
        }
    }
}
