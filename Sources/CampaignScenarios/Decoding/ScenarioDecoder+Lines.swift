// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Sections

extension ScenarioDecoder {
    static func keys(_ section: QuantityKey.Section) -> [QuantityKey] {
        QuantityKey.allCases.filter { $0.section == section }
    }

    /// The sections whose quantities are those of all lines.
    static let sharedSections: [QuantityKey.Section] = [.product, .costs, .audience, .attribution, .time]

    /// Of each pair one stands for a line: orders and clicks are counted against one denominator.
    static let alternatives: [(QuantityKey, QuantityKey)] = [
        (.engagementsPerFollower, .engagementsPerView), (.clicksPerEngagement, .clicksPerView),
        (.ordersPerClick, .ordersPerLead),
    ]

    /// Adds the quantities of all sections but lines to the table.
    func addSections(_ node: SourceNode, library: Library? = nil) {
        for section in Self.sharedSections {
            guard let body = mapping(node[section.rawValue], "'\(section.rawValue)'") else { continue }
            addQuantities(
                body, Self.keys(section), prefix: section.rawValue, others: section == .time ? Self.timeKeys : [],
                library: library)
        }
        for entry in mapping(node["assumptions"], "'assumptions'")?.entries ?? [] {
            guard checkName(entry, "an assumption") else { continue }
            table.add(
                "assumptions.\(entry.key)", key: nil, node: entry.value, location: entry.keyLocation,
                library: library)
        }
        let tiers = Tier.allCases.map(\.rawValue)
        for (name, body) in kinds(node, "tiers", of: "tier", tiers) {
            addQuantities(body, Self.keys(.line), prefix: "tiers.\(name)", library: library)
        }
        for (name, body) in kinds(node, "deals", of: "deal", Deal.Basis.allCases.map(\.rawValue)) {
            addQuantities(body, Self.keys(.line), prefix: "deals.\(name)", library: library)
        }
        for (name, body) in kinds(node, "platforms", of: "platform", Platform.allCases.map(\.rawValue)) {
            addQuantities(body, Self.keys(.line), prefix: "platforms.\(name)", others: tiers, library: library)
            for tier in body.entries ?? [] where tiers.contains(tier.key) {
                guard let inner = mapping(tier.value, "tier '\(tier.key)'") else { continue }
                addQuantities(inner, Self.keys(.line), prefix: "platforms.\(name).\(tier.key)", library: library)
            }
        }
    }

    /// What a section states for each kind of line, say each tier; kinds that are not known are reported.
    private func kinds(
        _ node: SourceNode, _ section: String, of kind: String, _ known: [String]
    ) -> [(name: String, body: SourceNode)] {
        (mapping(node[section], "'\(section)'")?.entries ?? []).compactMap { entry in
            guard known.contains(entry.key) else {
                unknownKey(entry, known, of: "'\(section)'")
                return nil
            }
            return mapping(entry.value, "\(kind) '\(entry.key)'").map { (entry.key, $0) }
        }
    }

    /// A node that must be a mapping; nothing written is an empty one.
    func mapping(_ node: SourceNode?, _ name: String) -> SourceNode? {
        guard let node else { return nil }
        if node.isNull { return SourceNode(content: .mapping([]), location: node.location) }
        guard node.entries != nil else {
            diagnostics.error("\(name) is a mapping of keys, not \(node.kind)", at: node.location)
            return nil
        }
        return node
    }

    func addQuantities(
        _ node: SourceNode, _ keys: [QuantityKey], prefix: String, others: [String] = [], library: Library? = nil
    ) {
        let known = keys.map(\.rawValue) + others
        for entry in node.entries ?? [] {
            if others.contains(entry.key) { continue }
            guard let key = keys.first(where: { $0.rawValue == entry.key }) else {
                unknownKey(entry, known, of: "'\(prefix)'")
                continue
            }
            table.add(
                "\(prefix).\(entry.key)", key: key, node: entry.value, location: entry.keyLocation, library: library
            )
        }
        for (first, second) in Self.alternatives {
            let both = (node.entries ?? []).filter { $0.key == first.rawValue || $0.key == second.rawValue }
            guard both.count > 1, let extra = both.last, let kept = both.first else { continue }
            diagnostics.error(
                "'\(prefix)' states both '\(kept.key)' and '\(extra.key)'; keep one, the one that was measured",
                at: extra.keyLocation)
        }
    }

    /// Names are letters, digits, `_` and `-`, so that they can stand in references.
    func checkName(_ entry: SourceNode.Entry, _ what: String) -> Bool {
        let scalars = Array(entry.key.unicodeScalars)
        let isGood =
            scalars.first.map(Tokenizer.isLetter) == true && scalars.last != "-" && scalars.count <= 64
            && scalars.allSatisfy { Tokenizer.isLetter($0) || Tokenizer.isDigit($0) || $0 == "-" }
        if !isGood {
            diagnostics.error(
                "the name of \(what) is \(entry.key.quotedForMessage); write letters, digits, _ and -, starting with a letter",
                at: entry.keyLocation)
        }
        return isGood
    }
}

// MARK: - Lines

extension ScenarioDecoder {
    func decodeLines() {
        guard let body = mapping(root["lines"], "'lines'") else { return }
        for entry in body.entries ?? [] {
            guard checkName(entry, "a line"), let line = mapping(entry.value, "line '\(entry.key)'") else { continue }
            guard Platform(rawValue: entry.key) == nil,
                !["product", "costs", "tiers", "platforms", "deals", "lines", "assumptions", "all"].contains(entry.key)
            else {
                diagnostics.error(
                    "'\(entry.key)' cannot name a line: it names a section or platform", at: entry.keyLocation)
                continue
            }
            let fields = ["tier", "platform", "deal"]
            let tier = tier(of: line, entry)
            let platform = choice(line["platform"], Platform.allCases.map(\.rawValue), "platform").map {
                Platform(rawValue: $0)
            }
            let deal = deal(line["deal"], line: entry.key)
            addQuantities(line, Self.keys(.line), prefix: "lines.\(entry.key)", others: fields)
            guard let tier, let deal else { continue }
            lines.append(
                LineDraft(
                    name: entry.key, tier: tier, platform: (platform ?? nil) ?? .instagram, deal: deal,
                    location: entry.keyLocation, dealLocation: line["deal"]?.location ?? entry.keyLocation))
        }
    }

    private func tier(of line: SourceNode, _ entry: SourceNode.Entry) -> Tier? {
        guard let node = line["tier"] else {
            if let tier = Tier(rawValue: entry.key) { return tier }
            diagnostics.error(
                "line '\(entry.key)' has no 'tier'; write nano, micro, macro or mega", at: entry.keyLocation)
            return nil
        }
        return choice(node, Tier.allCases.map(\.rawValue), "tier").flatMap { Tier(rawValue: $0) }
    }

    private func choice(_ node: SourceNode?, _ known: [String], _ name: String) -> String? {
        guard let node else { return nil }
        if let text = node.scalar, known.contains(text) { return text }
        let written = node.scalar ?? node.kind
        let hint = NearestName.hint(written, in: known)
        diagnostics.error(
            "'\(name)' is \(written.quotedForMessage)\(hint.isEmpty ? "; write \(known.joined(separator: ", "))" : hint)",
            at: node.location)
        return nil
    }

    static let dealKeys = QuantityKey.dealTerms.map(\.name) + Deal.flags

    private func deal(_ node: SourceNode?, line: String) -> Deal? {
        guard let node, let entries = node.entries else { return namedDeal(node, line: line) }
        let before = diagnostics.problems.count
        checkKeys(node, Self.dealKeys, of: "a deal")
        var terms: [QuantityKey: QuantityPath] = [:]
        for term in QuantityKey.dealTerms {
            guard let entry = entries.first(where: { $0.key == term.name }), entry.value.scalar != "none" else {
                continue
            }
            terms[term] = addTerm(term, entry.value, line, entry.keyLocation)
        }
        let gift = flag(node["gift"], "gift")
        if gift == false, let location = node["gift"]?.location { giveNothing(line, at: location) }
        let deal = Deal(terms, gift: gift ?? false, clawback: flag(node["clawback"], "clawback") ?? true)
        if !deal.paysCommission, let cap = entries.first(where: { $0.key == "cap" }) {
            diagnostics.error("'cap' has no effect: this deal pays no commission", at: cap.keyLocation)
        }
        if !deal.paysForOrders,
            let clawback = entries.first(where: { $0.key == "clawback" && $0.value.scalar == "false" })
        {
            diagnostics.error(
                "'clawback: false' has no effect: this deal pays no commission on orders", at: clawback.keyLocation)
        }
        let paying = QuantityKey.dealTerms.filter { $0.pays != nil }
        if !paying.contains(where: { deal[$0] != nil }), !deal.gift {
            // A misspelt term is reported already.
            guard diagnostics.problems.count == before else { return nil }
            diagnostics.error(
                "this deal pays nothing; write at least one of \(paying.map(\.name).joined(separator: ", ")) or 'gift: true'",
                at: node.location)
            return nil
        }
        return deal
    }

    /// A deal that says that it gives no product: whatever the tier or a library says, the gift costs nothing.
    private func giveNothing(_ line: String, at location: SourceLocation) {
        if let stated = mapping(root["lines"], "'lines'")?[line]?.entries?.first(where: { $0.key == "gift_cost" }) {
            diagnostics.error(
                "line '\(line)' says 'gift: false' and what a gift costs; keep one", at: stated.keyLocation)
            return
        }
        table.add(
            "lines.\(line).gift_cost", key: .giftCost,
            node: SourceNode(content: .scalar("0", quoted: false), location: location), location: location)
    }

    private func addTerm(_ key: QuantityKey, _ value: SourceNode, _ line: String, _ location: SourceLocation)
        -> QuantityPath
    {
        var node = value
        if key == .feeShare, value.scalar == "full" { node.content = .scalar("1", quoted: false) }
        let path = "lines.\(line).deal.\(key.rawValue)"
        table.add(path, key: key, node: node, location: location)
        return QuantityPath(path)
    }

    private func namedDeal(_ node: SourceNode?, line: String) -> Deal? {
        switch node?.scalar {
        case nil where node == nil: return flatDeal(line: line, location: nil)
        case "flat": return flatDeal(line: line, location: node?.location)
        case "gifting": return Deal(gift: true)
        default:
            let location = node?.location ?? root.location
            diagnostics.error(
                "'deal' is \((node?.scalar ?? node?.kind ?? "").quotedForMessage); write flat, gifting, or a mapping such as "
                    + "{fee: 50%, revenue_share: 10%}", at: location)
            return nil
        }
    }

    private func flatDeal(line: String, location: SourceLocation?) -> Deal {
        let place = location ?? SourceLocation(file: BuiltInLibrary.standard.file, line: 1, column: 1)
        let full = SourceNode(
            content: .mapping([
                .init(
                    key: "value", keyLocation: place,
                    value: SourceNode(content: .scalar("1", quoted: false), location: place))
            ]), location: place)
        // That a line without a deal pays the full fee is the language's own, whatever the library.
        let language = Library(name: base, root: full)
        table.add(
            "lines.\(line).deal.fee_share", key: .feeShare, node: full, location: place,
            library: location == nil ? language : nil)
        return Deal([.feeShare: QuantityPath("lines.\(line).deal.fee_share")])
    }

    private func flag(_ node: SourceNode?, _ name: String) -> Bool? {
        guard let node else { return nil }
        switch node.scalar {
        case "true": return true
        case "false": return false
        default:
            diagnostics.error(
                "'\(name)' is \((node.scalar ?? node.kind).quotedForMessage); write true or false", at: node.location)
            return nil
        }
    }

    /// A tier that a split names without a line of that name is a line of its own.
    func addImplicitLines(_ splits: [Split]) {
        for tier in Tier.allCases where !lines.contains(where: { $0.name == tier.rawValue }) {
            guard splits.contains(where: { $0.shares[tier.rawValue] != nil }), root["lines"]?[tier.rawValue] == nil
            else { continue }
            let location = splitLocations.values.min() ?? root.location
            lines.append(
                LineDraft(
                    name: tier.rawValue, tier: tier, platform: .instagram,
                    deal: flatDeal(line: tier.rawValue, location: nil), location: location, dealLocation: location))
        }
    }
}

// MARK: - What stands for a line

extension ScenarioDecoder {
    /// What a key of a line means: what the line says, else the file's platform, deal or tier, else the same of the planner's
    /// own library, else of the built-in one. The smaller rank wins.
    func standing(_ key: QuantityKey, _ line: LineDraft) -> (path: QuantityPath, rank: Int)? {
        let sections = Self.sections(line.name, line.tier, line.platform, line.deal)
        return sections.enumerated().compactMap { rank, section in
            table["\(section).\(key.rawValue)"].map { ($0.path, rank + $0.layer * sections.count) }
        }.min { $0.1 < $1.1 }
    }

    /// The sections that say something of a line, the one that wins first.
    static func sections(_ name: String, _ tier: Tier, _ platform: Platform, _ deal: Deal) -> [String] {
        [
            "lines.\(name)", "platforms.\(platform.rawValue).\(tier.rawValue)", "platforms.\(platform.rawValue)",
            "deals.\(deal.basis.rawValue)", "tiers.\(tier.rawValue)",
        ]
    }

    /// The sections that say something of a line, the one that wins first.
    static func sections(_ line: BudgetLine) -> [String] { sections(line.name, line.tier, line.platform, line.deal) }

    func resolve(_ line: LineDraft) -> BudgetLine {
        var assumptions: [QuantityKey: QuantityPath] = [:]
        for key in Self.keys(.line) where isInForce(key) { assumptions[key] = standing(key, line)?.path }
        for (first, second) in Self.alternatives {
            guard let one = standing(first, line), let other = standing(second, line) else { continue }
            assumptions[one.rank <= other.rank ? second : first] = nil
        }
        if let path = assumptions[.ordersPerLead], assumptions[.leadsPerClick] == nil {
            diagnostics.error(
                "line '\(line.name)' has 'orders_per_lead' but no 'leads_per_click'",
                at: table.entries[path]?.location ?? line.location)
        }
        if line.deal[.perLead] != nil, assumptions[.leadsPerClick] == nil {
            diagnostics.error(
                "line '\(line.name)' pays per lead but has no 'leads_per_click'; add it to the line or its tier",
                at: line.dealLocation)
        }
        if line.deal.gift, let path = assumptions[.giftCost], table.entries[path]?.isDefault == true,
            table.quantity(path)?.law == .shared(.constant(0))
        {
            diagnostics.warning(
                "line '\(line.name)' sends products and nothing says what they cost; add 'gift_cost' with shipping",
                at: line.dealLocation)
        }
        for path in assumptions.values.sorted() { table.quantity(path) }
        warnOfReplaced(line, assumptions)
        warnOfPool(line, assumptions)
        return BudgetLine(
            name: line.name, tier: line.tier, platform: line.platform, deal: line.deal, assumptions: assumptions)
    }

    func decodeShared() -> [QuantityKey: QuantityPath] {
        var shared: [QuantityKey: QuantityPath] = [:]
        for key in Self.sharedSections.flatMap(Self.keys) where isInForce(key) {
            let path = QuantityPath("\(key.section.rawValue).\(key.rawValue)")
            if table.entries[path] == nil {
                // A population that is not stated has no end.
                if key == .population { continue }
                diagnostics.error(
                    "'\(path)' is missing; write it under '\(key.section.rawValue):', such as "
                        + (key == .orderValue
                            ? "'order_value: {typical: 60 to 80, varies: 1.5x}'" : "'gross_margin: 60%'"),
                    at: root.entries?.first { $0.key == "product" }?.keyLocation ?? root.location)
                continue
            }
            table.quantity(path)
            shared[key] = path
        }
        return shared
    }
}
