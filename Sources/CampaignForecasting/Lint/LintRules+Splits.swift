// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Splits and goals

extension LintRules {
    static let splits: [Rule] = [poolTooSmall, fewCreators, identicalSplits, unfundedLine, noGoals]

    private static let poolTooSmall: Rule = { context in
        let items = context.shares.compactMap { split, line, amount -> LintContext.Item? in
            let cost = context.costPerCreator(line)
            guard cost > 0, let path = line.assumptions[.pool], let pool = context.median(path) else { return nil }
            let asked = (pool / (context.median(.screenedPerHire, line) ?? 1)).rounded(.down)
            let there = asked * (context.median(.acceptance, line) ?? 1)
            guard (amount / cost).rounded(.down) > max(1, there.rounded()) else { return nil }
            let text =
                "\(split.name) has money for \(LintWords.number((amount / cost).rounded())) creators of \(line.name), of whom "
                + "\(LintWords.number(there.rounded())) can be had"
            return LintContext.Item([path], text, at: .split(split.name))
        }
        return context.findings(.poolTooSmall, items, separator: "; ") { list, _ in list }
    }

    private static let fewCreators: Rule = { context in
        let items = context.shares.compactMap { split, line, amount -> LintContext.Item? in
            let cost = context.costPerCreator(line)
            guard cost > 0, amount / cost < LintBounds.creators, let path = line.assumptions[.fee] else { return nil }
            return LintContext.Item(
                [path], "\(LintWords.number((amount / cost * 10).rounded() / 10)) of \(line.name) in \(split.name)",
                at: .split(split.name))
        }
        return context.findings(.fewCreators, items) { list, _ in
            "fewer than \(LintWords.number(LintBounds.creators)) typical creators are paid for: \(list)"
        }
    }

    private static let identicalSplits: Rule = { context in
        let splits = context.scenario.splits
        var items: [LintContext.Item] = []
        for (number, split) in splits.enumerated() {
            let twin = splits[..<number].first { other in
                context.scenario.lines.allSatisfy {
                    context.scenario.amount(of: $0, in: other) == context.scenario.amount(of: $0, in: split)
                }
            }
            guard let twin else { continue }
            items.append(LintContext.Item([], "\(split.name) is \(twin.name)", at: .split(split.name)))
        }
        return context.findings(.identicalSplits, items) { list, _ in "splits share the budget alike: \(list)" }
    }

    private static let unfundedLine: Rule = { context in
        let idle = context.scenario.lines.filter { line in !context.lines.contains { $0.name == line.name } }
        let items = idle.map { LintContext.Item([], $0.name, at: .line($0.name)) }
        return context.findings(.unfundedLine, items) { list, count in
            "no split gives money to \(LintWords.plural(count, "line", "lines")) \(list)"
        }
    }

    private static let noGoals: Rule = { context in
        guard context.scenario.goals.isEmpty else { return [] }
        return context.findings(.noGoals, [LintContext.Item([], "", at: .scenario)]) { _, _ in
            "the file states no goal, so nothing says which result is good enough"
        }
    }
}

extension LintContext {
    /// What each split gives to each line that it gives anything.
    fileprivate var shares: [(split: Split, line: BudgetLine, amount: Double)] {
        scenario.splits.flatMap { split in
            lines.compactMap { line in
                let amount = scenario.amount(of: line, in: split)
                return amount > 0 ? (split, line, amount) : nil
            }
        }
    }
}
