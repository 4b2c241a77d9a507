// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// Campaign-wide values that are moved away from how they are drawn.
struct MovedValues: Sendable {
    /// Leaves whose normal score is the same in all trials.
    var scores: [Int: Double] = [:]
    /// Leaves with the same value in all trials.
    var leafValues: [Int: Double] = [:]
    /// Slots with the same value in all trials.
    var settings: [Int: Double] = [:]

    /// Whether everything is as it is drawn.
    var isEmpty: Bool { scores.isEmpty && leafValues.isEmpty && settings.isEmpty }
}

extension SharedProgram {
    /// The values of all slots with some of them moved, and by slot whether it follows from what is moved; the others are those of `drawn`,
    /// the values without any move.
    func draw(
        _ scores: SharedScores, count: Int, moving moved: MovedValues, from drawn: SharedDraws
    ) -> (draws: SharedDraws, isMoved: [Bool]) {
        let leaves = Set(moved.scores.keys).union(moved.leafValues.keys)
        var isMoved = Array(repeating: false, count: nodes.count)
        for (slot, node) in nodes.enumerated() {
            isMoved[slot] = moved.settings[slot] != nil || node.follows(from: leaves, or: isMoved)
        }
        return (draw(scores, count: count, moving: moved, keeping: (drawn, isMoved.map { !$0 })), isMoved)
    }

    /// The values of all slots with some of them moved.
    ///
    /// - Parameter kept: values known before, and by slot whether they stand.
    func draw(
        _ scores: SharedScores, count: Int, moving moved: MovedValues,
        keeping kept: (draws: SharedDraws, stands: [Bool])? = nil
    ) -> SharedDraws {
        var scores = scores
        for (leaf, score) in moved.scores { scores.leaves[leaf] = Array(repeating: score, count: count) }
        return draw(
            scores, count: count, leafValues: moved.leafValues, settings: moved.settings, keeping: kept)
    }
}

extension SharedProgram.Node {
    /// Whether it follows from one of some leaves or slots.
    fileprivate func follows(from leaves: Set<Int>, or slots: [Bool]) -> Bool {
        switch self {
        case .constant: false
        case .leaf(let leaf), .row(let leaf, _): leaves.contains(leaf)
        case .slot(let slot): slots[slot]
        case .binary(_, let left, let right):
            left.follows(from: leaves, or: slots) || right.follows(from: leaves, or: slots)
        case .choice(let chooser, let options): slots[chooser] || options.contains { slots[$0] }
        case .strike(_, let probability): slots[probability]
        case .changed(let node, let changes):
            node.follows(from: leaves, or: slots) || changes.contains { slots[$0.strike] || slots[$0.value] }
        }
    }

    /// The leaves whose values it takes.
    var leaves: [Int] {
        switch self {
        case .constant, .row, .slot, .choice, .strike: []
        case .leaf(let leaf): [leaf]
        case .binary(_, let left, let right): left.leaves + right.leaves
        case .changed(let node, _): node.leaves
        }
    }
}
