// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a line does not read the quantity that stands for one of its keys.
public struct Obstacle: Sendable, Equatable {
    /// The reason in plain words, to follow a colon.
    public var reason: String
    /// Whether the line reads it under no values at all: its deal or a part that the scenario leaves out stands against it, not what
    /// another quantity happens to be.
    public var isStructural: Bool
}

extension Scenario {
    /// Why a line does not read the quantity that stands for a key; nil where it does.
    ///
    /// What is structural is all that the simulator ever sees: preparation hands it no quantity that a line does not read.
    public func obstacle(to key: QuantityKey, on line: BudgetLine) -> Obstacle? {
        for need in key.record.needs {
            if let reason = objection(to: need, line) {
                return Obstacle(reason: reason, isStructural: need.isStructural)
            }
        }
        return nil
    }

    /// Whether a quantity of a line has a value of its own for each creator, post or order.
    public func creatorsDiffer(in key: QuantityKey, on line: BudgetLine) -> Bool {
        guard let path = path(of: key, line), let law = quantities[path]?.law else { return false }
        if case .shared = law { return false }
        return true
    }

    /// Whether a line's commission is capped at a known 0, so that none is ever paid.
    public func paysUpToNothing(_ line: BudgetLine) -> Bool {
        guard let cap = line.deal.cap else { return false }
        return constantValue(cap) == 0 && !isStruck(.commissionCap, line, value: 0)
    }

    /// The value of a quantity where it is known; nil where anything about it is uncertain or varies.
    public func constantValue(_ path: QuantityPath) -> Double? { constantValue(path, depth: 0) }

    private func constantValue(_ path: QuantityPath, depth: Int) -> Double? {
        guard depth < 20, case .shared(let expression)? = quantities[path]?.law else { return nil }
        return constantValue(expression, depth: depth)
    }

    private func constantValue(_ expression: Expression, depth: Int) -> Double? {
        switch expression {
        case .constant(let value): return value
        case .uncertain, .either: return nil
        case .reference(let path): return constantValue(path, depth: depth + 1)
        case .binary(let operation, let left, let right):
            guard let left = constantValue(left, depth: depth), let right = constantValue(right, depth: depth) else {
                return nil
            }
            return operation(left, right)
        }
    }
}

// MARK: - What a key needs

extension Scenario {
    /// Why what a key needs does not hold on a line; nil where it does.
    private func objection(to need: QuantityNeed, _ line: BudgetLine) -> String? {
        switch need {
        case .fee:
            guard let share = line.deal.feeShare else { return "the deal of line '\(line.name)' pays no fee" }
            return constantValue(share) == 0 ? "the deal of line '\(line.name)' pays 0% of the fee" : nil
        case .commission:
            return line.deal.paysCommission ? nil : "the deal of line '\(line.name)' pays no commission"
        case .paidCommission:
            return paysUpToNothing(line) ? "the commission of line '\(line.name)' is capped at 0" : nil
        case .weeks:
            let isTimed = time != nil || risks.contains { $0.week != nil && $0.scope.contains(line) }
            return isTimed ? nil : "no weeks are reported; add 'time: {weeks: 26}'"
        case .severalTiers:
            let mixes = splits.contains { split in
                Set(lines.filter { amount(of: $0, in: split) > 0 }.map(\.tier)).count > 1
            }
            return mixes ? nil : "no split mixes tiers"
        case .repeatedReach:
            let overlaps: [QuantityKey] = [.overlapWithin, .overlapBetween]
            let meets =
                shared[.population] != nil || overlaps.contains { objection(to: .unlike(0, $0), line) == nil }
            return meets ? nil : "without a population or overlap nobody is reached by two creators"
        case .severalPosts:
            let several = [QuantityKey.posts, .months].contains { objection(to: .unlike(1, $0), line) == nil }
            return several ? nil : "a creator of line '\(line.name)' posts once"
        case .unlike(let value, let key):
            guard let path = path(of: key, line) else { return "the file states no '\(key.rawValue)'" }
            guard constantValue(path) == value, !isStruck(key, line, value: value) else { return nil }
            let hint = key == .hourlyWage ? "; add 'costs: {hourly_wage: 35}'" : ""
            return "'\(key.rawValue)' is \(Int(value))\(hint)"
        case .differing(let key):
            return creatorsDiffer(in: key, on: line) ? nil : "creators do not differ in '\(key.rawValue)'"
        case .unknown(let key):
            guard let path = path(of: key, line), constantValue(path) == nil else {
                return "'\(key.rawValue)' is the same for all creators"
            }
            return nil
        case .either(let one, let other):
            return objection(to: one, line).flatMap { reason in objection(to: other, line).map { _ in reason } }
        }
    }

    private func path(of key: QuantityKey, _ line: BudgetLine) -> QuantityPath? { line.assumptions[key] ?? shared[key] }

    /// Whether an event or shock makes a quantity of a line that is `value` anything else.
    private func isStruck(_ key: QuantityKey, _ line: BudgetLine, value: Double) -> Bool {
        let effects =
            risks.filter { $0.scope.contains(line) }.flatMap(\.effects)
            + shocks.filter { $0.scope.contains(line) }.flatMap(\.effects)
        return effects.contains { $0.key == key && !($0.operation == .multiply && value == 0) }
    }
}
