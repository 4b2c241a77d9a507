// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// The scenario file that a planner would have written before a campaign of which the outcome is known.
///
/// It states how the campaign was set up and nothing of what it returned; what nobody publishes, such as the margin, has the
/// same plain value in every file, and all rates are left to the defaults.
public struct OutcomeScenario: Sendable, Equatable {
    /// The scenario as text.
    public let text: String

    /// The creators behind the mean of many.
    static let many = 200
    /// The money for the mean of many creators of several tiers where no fee is known, in dollars: a third for each tier.
    static let mixedBudget = 600_000.0
    /// Money that hires every creator there is, where only their number is known.
    static let ampleBudget = 1e12

    private static let mixedTiers = [Tier.nano, .micro, .macro]

    /// The scenario of a campaign; nil where the table does not hold the terms of its deal.
    ///
    /// - Parameters:
    ///   - outcome: the campaign.
    ///   - defaults: what the file says under `defaults:`.
    public init?(_ outcome: PublishedOutcome, defaults: String = BuiltInLibrary.standard.rawValue) {
        let plan = Plan(outcome)
        guard let deal = Self.deal(outcome, fee: plan.fee) else { return nil }
        let tiers = outcome.tier.map { [$0] } ?? Self.mixedTiers
        var lines = [
            "# \(Self.plain(outcome.title.isEmpty ? outcome.id : outcome.title)), as planned before the campaign."
        ]
        if !outcome.source.isEmpty { lines.append("# Source: \(Self.plain(outcome.source))") }
        lines.append("version: 1")
        lines.append("defaults: \(Self.quoted(defaults))")
        lines += [
            "name: \(Self.quoted(outcome.id))", "currency: USD", "budget: \(Self.number(plan.budget))", "product:",
            "  order_value: \(Self.orderValue(outcome))", "  gross_margin: 60%",
            "# Published costs count fees and gifts, not the hours of the brand's own people.", "costs:",
            "  hourly_wage: 0", "lines:",
        ]
        for tier in tiers {
            lines += [
                "  \(tier.rawValue):", "    tier: \(tier.rawValue)", "    platform: \(outcome.platform.rawValue)",
                "    deal: \(deal.words)",
            ]
            lines += deal.prices.map { "    \($0)" }
            lines.append("    management_hours: 0")
            // Whoever is counted in a mean, and whoever was paid in a campaign that took place, did post.
            if outcome.isAverage || outcome.deal == .flat { lines.append("    no_show: 0") }
            if let creators = plan.creators(of: tiers.count) {
                // As many creators as there were, whatever the defaults say of how many can be found.
                lines += ["    pool: \(creators)", "    acceptance: 100%"]
            }
        }
        let shares = tiers.count == 1 ? ["100%"] : ["33.34%", "33.33%", "33.33%"]
        let split = zip(tiers, shares).map { "\($0.rawValue): \($1)" }.joined(separator: ", ")
        lines += ["splits:", "  all: {\(split)}"]
        text = lines.joined(separator: "\n") + "\n"
    }
}

// MARK: - Money and creators

extension OutcomeScenario {
    /// What is spent, and on how many creators.
    private struct Plan {
        var budget: Double
        /// The creators where the number decides; nil where the money does.
        var creators: Int?
        /// What each of them is paid, or what each gift costs; nil where nobody knows.
        var fee: Double?

        init(_ outcome: PublishedOutcome) {
            // The price of a creator counts only where there is one to pay.
            fee = outcome.deal == .revenueShare ? nil : outcome.numbers[.fee]
            let stated = outcome.numbers[.creators].map { Int(clamping: $0) }
            // Who knows the money and the heads knows what a head costs.
            if fee == nil, outcome.deal != .revenueShare, !outcome.isAverage, let stated,
                let budget = outcome.numbers[.budget]
            {
                fee = (budget / Double(stated) * 100).rounded(.down) / 100
                self.budget = budget
                creators = stated
                return
            }
            // Chances over creators are those of one creator, not those of a mean.
            let isOfOne = outcome.figure == nil && outcome.kind.contains("over creators")
            let isAverage = outcome.isAverage && !isOfOne
            if !isAverage, !isOfOne, let budget = outcome.numbers[.budget] {
                self.budget = budget
                return
            }
            let wanted = isAverage ? OutcomeScenario.many : isOfOne ? 1 : stated ?? 1
            if let fee {
                // A little more, so that the last creator is not lost to rounding, in each tier; it stays unspent.
                let spare = outcome.tier == nil ? 3.5 : 0.5
                budget = min(OutcomeScenario.ampleBudget, (Double(wanted) + spare) * fee)
                creators = wanted
            } else if isAverage, outcome.tier == nil, outcome.deal == .flat {
                budget = OutcomeScenario.mixedBudget
            } else {
                budget = OutcomeScenario.ampleBudget
                creators = wanted
            }
        }

        /// The creators of each of `tiers` tiers, one at least.
        func creators(of tiers: Int) -> Int? { creators.map { max(1, ($0 + tiers - 1) / tiers) } }
    }
}

// MARK: - Parts

extension OutcomeScenario {
    /// The deal as a scenario writes it, and what a creator costs.
    private static func deal(_ outcome: PublishedOutcome, fee: Double?) -> (words: String, prices: [String])? {
        let fee = fee.map(number)
        switch outcome.deal {
        case .flat: return ("flat", fee.map { ["fee: \($0)"] } ?? [])
        case .gifting:
            // What a product costs with shipping is seldom published; the interval goes with the one of order values.
            return ("gifting", ["gift_cost: \(fee ?? "20 to 60")"])
        case .revenueShare:
            // What is published as the cost of a programme is commission and the network's fee, not samples and search.
            return ("{revenue_share: 4% to 20%}", ["gift_cost: 0", "sign_up_cost: 0"])
        case .perAcquisition, .perLead, .hybrid, .own, .none: return nil
        }
    }

    /// What an order brings: as it is given, revenue over orders, or an interval for what nobody says.
    private static func orderValue(_ outcome: PublishedOutcome) -> String {
        if let value = outcome.numbers[.orderValue] { return number(value) }
        if let revenue = outcome.numbers[.revenue], let orders = outcome.numbers[.orders], orders > 0,
            case let value = revenue / orders, (0.01...1e9).contains(value)
        {
            return number((value * 100).rounded() / 100)
        }
        return "{typical: 40 to 100, varies: 1.5x}"
    }

    /// A number as the scenario language reads it: without exponent, to the cent.
    private static func number(_ value: Double) -> String {
        let cents = (value * 100).rounded()
        guard cents < 1e15 else { return ValueLowering.text(value.rounded()) }
        let (whole, rest) = Int64(clamping: cents).quotientAndRemainder(dividingBy: 100)
        return rest == 0 ? String(whole) : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A text on one line without signs that a scenario file may not hold.
    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(200) {
            let isBad =
                SourceParser.isForbidden(scalar) || scalar == "\t" || scalar.value > 0xFFFF
                || scalar.value & 0xFFFE == 0xFFFE
            result.append(isBad ? " " : scalar)
        }
        return String(result).trimmed()
    }

    /// A text between single quotation marks.
    private static func quoted(_ text: String) -> String {
        "'" + plain(text).replacing("'", with: "''") + "'"
    }
}

// MARK: - File names

extension OutcomeScenario {
    /// A file name for each row, without folder: its id with signs that file systems dislike replaced, all different.
    public static func fileNames(_ rows: [PublishedOutcome]) -> [String] {
        var taken: Set<String> = []
        return rows.map { row in
            let allowed = row.id.unicodeScalars.map { scalar -> Character in
                let isGood = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                return isGood || "-_".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
            }
            let stem = String(allowed.prefix(80))
            var name = stem
            var number = 2
            while !taken.insert(name.lowercased()).inserted {
                name = "\(stem)-\(number)"
                number += 1
            }
            return name + ".yaml"
        }
    }
}
