// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Laws that are known without drawing

extension SharedProgram {
    /// The quantile of a slot's campaign-wide value at a standard normal score, where its law follows from what is stated: a number, a
    /// distribution, or one of these moved by numbers; nil where it has to be drawn.
    func quantile(slot: Int, score: Double) -> Double? {
        quantile(nodes[slot], score).map { held($0, slot) }
    }

    private func quantile(_ node: Node, _ score: Double) -> Double? {
        switch node {
        case .constant(let value): return value
        case .leaf(let number): return leaves[number].quantile(score: score)
        case .row(_, let values): return ScoreLaw.listed(values.sorted()).value(score: score)
        case .slot(let slot): return quantile(slot: slot, score: score)
        case .binary(let operation, let left, let right):
            if let number = number(right) { return moved(operation, left, number, score) }
            guard let number = number(left) else { return nil }
            switch operation {
            case .add, .multiply: return moved(operation, right, number, score)
            case .subtract: return quantile(right, -score).map { number - $0 }
            case .divide: return nil
            }
        case .choice, .strike, .changed: return nil
        }
    }

    /// The quantile of a node after an operation with a number on its right.
    private func moved(_ operation: Expression.Operator, _ node: Node, _ number: Double, _ score: Double) -> Double? {
        let turns = number < 0 && (operation == .multiply || operation == .divide)
        guard operation != .divide || number != 0 else { return nil }
        return quantile(node, turns ? -score : score).map { operation($0, number) }
    }

    /// The value of a node that is known; nil where anything about it is uncertain.
    private func number(_ node: Node) -> Double? {
        switch node {
        case .constant(let value): return value
        case .slot(let slot): return number(nodes[slot]).map { held($0, slot) }
        case .binary(let operation, let left, let right):
            guard let left = number(left), let right = number(right) else { return nil }
            return operation(left, right)
        case .leaf, .row, .choice, .strike, .changed: return nil
        }
    }

    private func held(_ value: Double, _ slot: Int) -> Double {
        guard let range = ranges[slot] else { return value }
        return min(max(value, range.lowerBound), range.upperBound)
    }
}
