// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Writes a scenario as a file in one canonical form.
enum ResolvedText {
    static func text(_ scenario: Scenario) -> String {
        var out = ["version: 1"] + head(scenario).map { "\($0): \($1)" }
        tree(scenario).write(to: &out, indent: 0)
        let correlations = correlations(scenario)
        if !correlations.isEmpty {
            out.append("correlate:")
            out += correlations.map { "  - {of: [\($0), \($1)], rank: \($2)}" }
        }
        let goals = goals(scenario)
        if !goals.isEmpty { out += ["goals:"] + goals.map { "  - \($0)" } }
        if let learned = scenario.learned { out += ["learned:"] + LearnedText.body(learned) }
        return out.joined(separator: "\n") + "\n"
    }

    /// What the text says, by place: `nano.fee`, `splits.small.nano`, `goals[0]`, `correlate.nano.fee, nano.followers`.
    static func entries(_ scenario: Scenario) -> [String: String] {
        var entries = Dictionary(head(scenario)) { first, _ in first }
        tree(scenario).collect(into: &entries, path: "")
        for (first, second, rank) in correlations(scenario) { entries["correlate.\(first), \(second)"] = "\(rank)" }
        for (number, goal) in goals(scenario).enumerated() { entries["goals[\(number)]"] = goal }
        for score in scenario.learned?.scores ?? [] {
            entries["learned.\(score.quantity)" + (score.part > 1 ? " (\(score.part))" : "")] = LearnedText.summary(
                score)
        }
        return entries
    }

    private static func head(_ scenario: Scenario) -> [(String, String)] {
        [
            ("name", quoted(scenario.name)), ("currency", scenario.currency), ("budget", "\(scenario.budget)"),
            // What a file of the planner's own says is written out; what lies below it is named.
            ("defaults", scenario.libraries.last ?? BuiltInLibrary.standard.rawValue),
        ]
    }

    private static func correlations(_ scenario: Scenario) -> [(QuantityPath, QuantityPath, Double)] {
        scenario.correlations.map {
            $0.second < $0.first ? ($0.second, $0.first, $0.rank) : ($0.first, $0.second, $0.rank)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    private static func goals(_ scenario: Scenario) -> [String] {
        scenario.goals.map { "\($0.metric.rawValue) \($0.relation.rawValue) \($0.bound)" }
    }

    /// Everything that stands under keys.
    private static func tree(_ scenario: Scenario) -> Branch {
        let tree = Branch()
        let inner = Contradiction.parts(of: scenario).union(UncertainSpread.parts(of: scenario))
        for (path, quantity) in scenario.quantities where !inner.contains(path) {
            var parts = path.text.split(separator: ".").map(String.init)
            // A deal's share of the fee is written 'fee' in a deal.
            if parts.count == 4, parts[2] == "deal", parts[3] == "fee_share" { parts[3] = "fee" }
            tree.insert(parts[...], mapping(quantity, isCampaignWide: isCampaignWide(path), of: scenario))
        }
        for line in scenario.lines {
            tree.insert(["lines", line.name, "tier"], line.tier.rawValue)
            tree.insert(["lines", line.name, "platform"], line.platform.rawValue)
            if line.deal.gift { tree.insert(["lines", line.name, "deal", "gift"], "true") }
            tree.insert(["lines", line.name, "deal", "clawback"], "\(line.deal.clawback)")
        }
        if let time = scenario.time {
            tree.insert(["time", "weeks"], "\(time.weeks)")
            if let start = time.start { tree.insert(["time", "start"], start) }
        }
        for risk in scenario.risks { tree.insert(["risks", risk.name, "on"], risk.scope.name) }
        for shock in scenario.shocks {
            tree.insert(["stress", shock.name, "on"], shock.scope.name)
            for (path, quantity) in shock.quantities {
                let parts = path.text.split(separator: ".").map(String.init)
                tree.insert(parts[...], mapping(quantity, isCampaignWide: isCampaignWide(path), of: scenario))
            }
            if !shock.together.isEmpty {
                tree.insert(["stress", shock.name, "together"], "[\(shock.together.joined(separator: ", "))]")
            }
            if !shock.meaning.isEmpty { tree.insert(["stress", shock.name, "note"], quoted(shock.meaning)) }
        }
        for claim in scenario.claims { tree.insert(["claims", claim.name], text(claim)) }
        for allowance in scenario.allowances { insert(allowance, of: scenario, into: tree) }
        for split in scenario.splits {
            for (line, share) in split.shares { tree.insert(["splits", split.name, line], percent(share)) }
        }
        return tree
    }

    /// An allowance, without quantities that the scenario does not hold: it could not silence anything at them.
    private static func insert(_ allowance: LintAllowance, of scenario: Scenario, into tree: Branch) {
        var text = quoted(allowance.reason)
        if let paths = allowance.quantities {
            let held = paths.filter { scenario.quantities[$0] != nil }.sorted()
            if held.isEmpty { return }
            text = "{at: [\(held.map(\.text).joined(separator: ", "))], because: \(text)}"
        }
        tree.insert(["allow", allowance.rule.rawValue], text)
    }

    private static func isCampaignWide(_ path: QuantityPath) -> Bool {
        guard !path.text.hasPrefix("assumptions."), let name = path.text.split(separator: ".").last,
            let key = QuantityKey(rawValue: String(name))
        else { return true }
        return key.granularity == .campaign
    }

    /// Sorted keys down to texts.
    private final class Branch {
        private var branches: [String: Branch] = [:]
        private var leaf: String?

        func insert(_ path: ArraySlice<String>, _ text: String) {
            guard let first = path.first else {
                leaf = text
                return
            }
            let branch = branches[first] ?? Branch()
            branches[first] = branch
            branch.insert(path.dropFirst(), text)
        }

        func collect(into entries: inout [String: String], path: String) {
            for (key, branch) in branches {
                let place = path.isEmpty ? key : "\(path).\(key)"
                if let leaf = branch.leaf { entries[place] = leaf } else { branch.collect(into: &entries, path: place) }
            }
        }

        func write(to out: inout [String], indent: Int) {
            for (key, branch) in branches.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                let pad = String(repeating: "  ", count: indent)
                if let leaf = branch.leaf {
                    out.append("\(pad)\(key): \(leaf)")
                } else {
                    out.append("\(pad)\(key):")
                    branch.write(to: &out, indent: indent + 1)
                }
            }
        }
    }
}

// MARK: - Quantities

extension ResolvedText {
    /// What a quantity says, on one line.
    private static func mapping(_ quantity: Quantity, isCampaignWide: Bool, of scenario: Scenario) -> String {
        var parts: [String] = []
        func typical(_ expression: Expression) -> String {
            guard case .either(let chooser, let options) = expression else {
                return "\(isCampaignWide ? "value" : "typical"): \(quoted(expression.text))"
            }
            let sides = zip(options, scenario.weights(chooser)).compactMap { option, weight -> String? in
                guard let quantity = scenario.quantities[option] else { return nil }
                let side = mapping(quantity, isCampaignWide: isCampaignWide, of: scenario).dropLast()
                return "\(side), weight: \(weight)}"
            }
            return "\(Contradiction.name): [\(sides.joined(separator: ", "))]"
        }
        switch quantity.law {
        case .shared(let expression): parts.append(typical(expression))
        case .scattered(let expression, let factor):
            parts.append(typical(expression))
            let spread = quantity.spread.flatMap { scenario.quantities[$0]?.law.expression?.text }
            parts.append("varies: " + (spread.map(quoted) ?? "\(factor)x"))
        case .varying(let distribution): parts.append("varies: \(quoted(distribution.text))")
        }
        parts += Self.parts(quantity.provenance)
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func text(_ claim: Claim) -> String {
        let parts =
            ["says: \(quoted(claim.says))", "tolerance: \(claim.tolerance)"]
            + (claim.split.map { ["split: \($0)"] } ?? []) + Self.parts(claim.provenance)
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func parts(_ provenance: Provenance) -> [String] {
        var parts: [String] = []
        if let source = provenance.source { parts.append("source: \(quoted(source))") }
        if let year = provenance.year { parts.append("year: \(year)") }
        if let trust = provenance.trust { parts.append("trust: \(trust.rawValue)") }
        if let note = provenance.note { parts.append("note: \(quoted(note))") }
        if let library = provenance.library { parts.append("library: \(quoted(library))") }
        return parts
    }

    /// A share in per cent whose digits are the share's own, so that it reads back exactly.
    static func percent(_ share: Double) -> String {
        share.isFinite ? DecimalNumber(share).shifted(by: 2).literal + "%" : "\(share * 100)%"
    }

    /// The text between double quotes, as YAML reads it.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            default:
                // What a file may not hold as it is stands as an escape.
                if SourceParser.isForbidden(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    out += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
