// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Parts, and what has no effect

extension LintRules {
    static let parts: [Rule] = [
        certainRisk, screeningWithoutFit, partnershipWithoutWear, upliftWithoutDiscount, unusedQuantity,
    ]

    private static let certainRisk: Rule = { context in
        let items = context.scenario.risks.compactMap { risk -> LintContext.Item? in
            guard context.uncertainty(risk.probability) == nil, let chance = context.median(risk.probability),
                chance == 0 || chance == 1
            else { return nil }
            return LintContext.Item(risk.probability, "\(risk.name) \(chance == 0 ? "never" : "always")")
        }
        return context.findings(.certainRisk, items) { list, count in
            "\(LintWords.plural(count, "an event strikes", "events strike")) with certainty: \(list)"
        }
    }

    private static let screeningWithoutFit: Rule = { context in
        let paths = context.lines.filter { line in
            guard let fit = line.assumptions[.fit], case .shared = context.quantity(fit)?.law else { return false }
            return true
        }.compactMap { $0.assumptions[.screenedPerHire] }
        let items = context.items(paths) { path in
            guard let screened = context.median(path), screened > 1 else { return nil }
            return "\(LintWords.name(path)) is \(LintWords.number(screened))"
        }
        return context.findings(.screeningWithoutFit, items) { list, _ in
            "\(list), and creators do not differ in 'fit'"
        }
    }

    private static let partnershipWithoutWear: Rule = { context in
        let lines = context.lines.filter { line in
            [.dropout, .fatigue].allSatisfy { (key: QuantityKey) in
                guard let path = line.assumptions[key] else { return false }
                return context.median(path) == 0 && context.uncertainty(path) == nil
            }
        }
        let items = lines.compactMap { line -> LintContext.Item? in
            guard let path = line.assumptions[.months], let months = context.median(path), months > 1 else {
                return nil
            }
            return LintContext.Item([path], "\(line.name) (\(LintWords.number(months)) months)", at: .quantity(path))
        }
        return context.findings(.partnershipWithoutWear, items) { list, _ in
            "nobody leaves and no audience tires in the partnerships of \(list)"
        }
    }

    private static let upliftWithoutDiscount: Rule = { context in
        guard let path = context.scenario.shared[.codeUplift], let uplift = context.median(path), uplift > 1,
            context.median(.codeDiscount) == 0
        else { return [] }
        let discount = context.scenario.shared[.codeDiscount].map { [$0] } ?? []
        let item = LintContext.Item([path] + discount, LintWords.name(path), at: .quantity(path))
        return context.findings(.upliftWithoutDiscount, [item]) { list, _ in
            "\(list) is typically \(LintWords.number(uplift)) while the code takes nothing off"
        }
    }

    private static let unusedQuantity: Rule = { context in
        let items = context.items(context.unused) { LintWords.name($0) }
        return context.findings(.unusedQuantity, items) { list, count in
            "\(LintWords.plural(count, "a quantity is", "\(count) quantities are")) stated and used by nothing: \(list)"
        }
    }
}
