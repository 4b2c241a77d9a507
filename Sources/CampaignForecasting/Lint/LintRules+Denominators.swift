// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - What rates are counted on

extension LintRules {
    static let denominators: [Rule] = [mixedDenominators, engagementOnViewPlatform, sizeExponentOfPlatform]

    private static let mixedDenominators: Rule = { context in
        let pairs: [(QuantityKey, QuantityKey, String)] = [
            (.engagementsPerFollower, .engagementsPerView, "engagements"),
            (.clicksPerEngagement, .clicksPerView, "clicks"),
        ]
        let items = pairs.compactMap { first, second, what -> LintContext.Item? in
            // A rate that decides nothing on a line is compared by nobody.
            let ones = context.lines.filter { context.decisiveRates($0).contains(first) }
            let others = context.lines.filter { context.decisiveRates($0).contains(second) }
            guard !ones.isEmpty, !others.isEmpty else { return nil }
            let paths = (ones.compactMap { $0.assumptions[first] } + others.compactMap { $0.assumptions[second] })
            func names(_ lines: [BudgetLine]) -> String { LintWords.list(lines.map(\.name), most: 3) }
            func base(_ key: QuantityKey) -> String { key.rawValue.split(separator: "_").last.map(String.init) ?? "" }
            let text = "\(what) are per \(base(first)) on \(names(ones)) and per \(base(second)) on \(names(others))"
            return LintContext.Item(paths, text, at: .quantity(paths[0]))
        }
        return context.findings(.mixedDenominators, items, separator: "; ") { list, _ in list }
    }

    private static let engagementOnViewPlatform: Rule = { context in
        let platforms: [Platform] = [.tiktok, .youtube, .pinterest]
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard platforms.contains(line.platform), let path = line.assumptions[.engagementsPerFollower],
                context.decisiveRates(line).contains(.engagementsPerFollower)
            else { return nil }
            return LintContext.Item([path], "\(line.name) (\(line.platform.rawValue))", at: .quantity(path))
        }
        return context.findings(.engagementOnViewPlatform, items) { list, count in
            "the clicks of \(LintWords.plural(count, "line", "lines")) \(list) follow engagements per follower"
        }
    }

    private static let sizeExponentOfPlatform: Rule = { context in
        let lines = context.lines.filter { [.tiktok, .pinterest].contains($0.platform) }
        let items = context.items(lines.compactMap { $0.assumptions[.sizeExponent] }) { path in
            guard let median = context.median(path), median > LintBounds.sizeExponent else { return nil }
            return "\(LintWords.name(path)) is \(LintWords.number(median))"
        }
        return context.findings(.sizeExponentOfPlatform, items) { list, _ in
            "\(list), typically; published elasticities there lie between 0.1 and 0.5"
        }
    }
}
