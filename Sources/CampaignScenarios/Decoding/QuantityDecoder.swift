// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Decodes one quantity: a scalar, or a mapping with what is uncertain, what varies, and where the figure comes from.
struct QuantityDecoder {
    let table: QuantityTable
    let entry: QuantityTable.Entry

    /// The keys of a quantity written as a mapping.
    static let keys = ["typical", "varies", "value", "either", "source", "year", "trust", "note", "library"]

    private var isCampaignWide: Bool { entry.key.map { $0.granularity == .campaign } ?? true }
    private var name: String { entry.path.inWords }

    func decode() -> Quantity? {
        switch entry.node.content {
        case .scalar:
            guard !entry.node.isNull else {
                error("\(name) has no value; it takes \(lowering(nil).accepted)", entry.location)
                return nil
            }
            return plain(entry.node).map { law in
                Quantity(law: law, provenance: Provenance(note: table.note(entry.path), library: entry.library))
            }
        case .sequence:
            error("\(name) is a list; it takes \(lowering(nil).accepted)", entry.node.location)
            return nil
        case .mapping(let entries):
            return mapping(entries)
        }
    }

    private func mapping(_ entries: [SourceNode.Entry]) -> Quantity? {
        var isGood = true
        for entry in entries where !Self.keys.contains(entry.key) {
            let hint = NearestName.hint(entry.key, in: Self.keys)
            error(
                "'\(entry.key)' is not part of a quantity\(hint.isEmpty ? "; known are \(Self.keys.dropLast().joined(separator: ", "))" : hint)",
                entry.keyLocation)
            isGood = false
        }
        let provenance = ProvenanceDecoder(diagnostics: table.diagnostics)
            .decode(entry.node, library: entry.library)
        guard isGood, let law = law(of: entry.node), var provenance else { return nil }
        provenance.note = provenance.note ?? table.note(entry.path)
        let spread = entry.path.spread
        return Quantity(law: law, spread: table.isMadeUp(spread) ? spread : nil, provenance: provenance)
    }

    private func law(of node: SourceNode) -> Quantity.Law? {
        let (typical, varies, value) = (node["typical"], node["varies"], node["value"])
        if let either = node["either"] {
            if let extra = typical ?? value {
                error("write either one figure or 'either' with several, not both", extra.location)
                return nil
            }
            return law(ofOneIn: either, varies: varies)
        }
        if let value {
            if let extra = typical ?? varies {
                error("write either 'value' or 'typical' and 'varies', not both", extra.location)
                return nil
            }
            return plain(value)
        }
        return isCampaignWide ? listedLaw(typical, varies) : law(typical, varies)
    }

    /// The law of a quantity of which several sources say what is typical.
    private func law(ofOneIn either: SourceNode, varies: SourceNode?) -> Quantity.Law? {
        guard let choice = contradiction(either) else { return nil }
        guard let varies else { return .shared(choice) }
        guard !isCampaignWide else {
            error("\(name) has one value for the whole campaign and does not vary", varies.location)
            return nil
        }
        return factor(varies).map { $0 == 1 ? .shared(choice) : .scattered(typical: choice, factor: $0) }
    }

    /// The law of a campaign-wide quantity that has no `value`: only what is known of each creator of a list may vary.
    private func listedLaw(_ typical: SourceNode?, _ varies: SourceNode?) -> Quantity.Law? {
        if entry.key?.takesRows == true, typical == nil, let varies, let law = varying(varies) {
            if case .varying(.sample) = law { return law }
        }
        if let extra = typical ?? varies {
            error(
                "\(name) has one value for the whole campaign: write 'value:' instead of 'typical:' and 'varies:'",
                extra.location)
        } else {
            error("\(name) has no 'value'", entry.location)
        }
        return nil
    }

    /// The law of a quantity that differs between creators, posts or orders.
    private func law(_ typical: SourceNode?, _ varies: SourceNode?) -> Quantity.Law? {
        switch (typical, varies) {
        case (nil, nil):
            error("\(name) has neither 'typical' nor 'varies' nor 'value'", entry.location)
            return nil
        case (let typical?, nil): return expression(typical).map { .shared($0) }
        case (nil, let varies?): return varying(varies)
        case (let typical?, let varies?):
            let centre = expression(typical)
            guard let factor = factor(varies) else {
                if !table.diagnostics.problems.contains(where: { $0.location == varies.location }) {
                    error(
                        "beside 'typical', 'varies' is a factor such as 1.5x (90 % of the values lie within typical / 1.5 … "
                            + "typical * 1.5)", varies.location)
                }
                return nil
            }
            return centre.map { factor == 1 ? .shared($0) : .scattered(typical: $0, factor: factor) }
        }
    }

    /// `varies` alone: a distribution, or a factor about 1 where 1 is what is typical.
    private func varying(_ node: SourceNode) -> Quantity.Law? {
        guard let value = written(node) else { return nil }
        if case .interval(let low, _, _) = value, low.suffix == .factor, entry.key?.hasMeanOne == true {
            return factor(node).map { .scattered(typical: .constant(1), factor: $0) }
        }
        do throws(ValueError) {
            if let law = try lowering(node).distribution(value) { return .varying(law) }
        } catch {
            self.error(error.message, node.location(at: error.offset))
            return nil
        }
        if entry.key?.hasMeanOne == true, let factor = factor(node) {
            return factor == 1 ? .shared(.constant(1)) : .scattered(typical: .constant(1), factor: factor)
        }
        let problem =
            if case .number = value { "'varies' alone does not say about what: add 'typical'" } else {
                "'varies' is an interval, a distribution, or beside 'typical' a factor such as 1.5x"
            }
        error(problem, node.location)
        return nil
    }

    /// The factor, or the median of one that is uncertain itself and stands as a quantity of its own.
    private func factor(_ node: SourceNode) -> Double? {
        guard let value = written(node) else { return nil }
        if let law = uncertainFactor(value, node) {
            let quantity = Quantity(
                law: .shared(.uncertain(law)),
                provenance: Provenance(note: "how much values differ", library: entry.library))
            table.add(quantity, at: entry.path.spread, like: entry)
            return law.quantile(score: 0)
        }
        guard case .number(let number, _) = value, number.unit == nil else { return nil }
        guard number.suffix == .factor else {
            error("a factor is written with an x, such as 1.5x", node.location)
            return nil
        }
        guard number.value >= 1, Distribution.logSD(spread: number.value) <= Distribution.LogNormal.logSDLimit else {
            error(
                "the factor is \(ValueLowering.text(number.value)); it lies between 1x (all alike) and 224x "
                    + "(above that the mean lies above the 95th percentile)", node.location)
            return nil
        }
        return number.value
    }

    /// A quantity written as a bare value.
    private func plain(_ node: SourceNode) -> Quantity.Law? {
        guard let value = written(node) else { return nil }
        do throws(ValueError) {
            let lowering = lowering(node)
            if !isCampaignWide || entry.key?.takesRows == true, let law = try lowering.distribution(value),
                !isCampaignWide || law.isSample
            {
                return .varying(law)
            }
            return .shared(try lowering.expression(value))
        } catch {
            self.error(error.message, node.location(at: error.offset))
            return nil
        }
    }

    private func expression(_ node: SourceNode) -> Expression? {
        guard let value = written(node) else { return nil }
        do throws(ValueError) { return try lowering(node).expression(value) } catch {
            self.error(error.message, node.location(at: error.offset))
            return nil
        }
    }

    private func written(_ node: SourceNode) -> WrittenValue? {
        guard let text = node.scalar, !node.isNull else {
            error("a value is expected here, not \(node.kind)", node.location)
            return nil
        }
        if let trap = Self.traps[text.lowercased()] {
            error("\(text.quotedForMessage) is not a quantity; \(trap)", node.location)
            return nil
        }
        warnOfThousands(node, text)
        do throws(ValueError) { return try ValueParser.parse(text) } catch {
            let value = error.offset == 0 && !error.message.contains("'") ? "\(text.quotedForMessage): " : ""
            self.error(value + error.message, node.location(at: error.offset))
            return nil
        }
    }

    /// Warns of `5.000`, which many write for five thousand; quoted values are left alone.
    private func warnOfThousands(_ node: SourceNode, _ text: String) {
        guard case .scalar(_, quoted: false) = node.content, let unit = entry.key?.unit,
            [.money, .followers, .people, .creators].contains(unit), let number = Self.thousands(in: text)
        else { return }
        let plain = number.filter { $0 != "." }
        table.diagnostics.warning(
            "\(name) has \(number), which is read as \(ValueLowering.text(Double(number) ?? .nan)); for \(plain) write \(plain)",
            at: node.location)
    }

    /// The first number of a text that has one to three digits, a point and three more, and no suffix.
    static func thousands(in text: String) -> String? {
        for word in text.split(whereSeparator: { !($0.isNumber || $0.isLetter || $0 == "." || $0 == "%") }) {
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            if parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3, parts[0] != "0",
                parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
            {
                return String(word)
            }
        }
        return nil
    }

    /// What YAML would turn into something else, or into nothing a simulation can use.
    private static let traps = [
        ".inf": "write a large number", "-.inf": "write a number", ".nan": "write a number", "nan": "write a number",
        "inf": "write a large number", "infinity": "write a large number", "yes": "write 1 or 100%", "no": "write 0",
        "true": "write 1 or 100%", "false": "write 0", "on": "write 1 or 100%", "off": "write 0",
    ]

    private func lowering(_ node: SourceNode?) -> ValueLowering {
        let (table, entry) = (self.table, self.entry)
        return ValueLowering(
            key: entry.key, currency: table.currency,
            data: { (reference, offset) throws(ValueError) in try table.data(reference, for: entry, offset) },
            resolve: { (name, offset) throws(ValueError) in try table.resolve(name, offset) })
    }

    func error(_ message: String, _ location: SourceLocation) {
        table.diagnostics.error(message, at: location)
    }
}

extension Distribution {
    /// Whether it is a column of a table.
    fileprivate var isSample: Bool {
        if case .sample = self { return true }
        return false
    }
}

/// Decodes where a figure comes from.
struct ProvenanceDecoder {
    let diagnostics: Diagnostics

    func decode(_ node: SourceNode, library: String? = nil) -> Provenance? {
        var provenance = Provenance(library: library)
        var isGood = true
        func text(_ key: String) -> String? {
            guard let value = node[key], !value.isNull else { return nil }
            guard let text = value.scalar?.trimmed(), text.count <= 4000 else {
                diagnostics.error(
                    "'\(key)' is a text of at most 4000 characters, not \(value.kind)", at: value.location)
                isGood = false
                return nil
            }
            return text
        }
        provenance.source = text("source")
        provenance.note = text("note")
        if let year = text("year") {
            provenance.year = Int(year).flatMap { (1900...2100).contains($0) ? $0 : nil }
            if provenance.year == nil {
                diagnostics.error(
                    "'year' is \(year.quotedForMessage); write a year between 1900 and 2100",
                    at: node["year"]?.location ?? node.location)
                isGood = false
            }
        }
        if let trust = text("trust") {
            provenance.trust = Provenance.Trust(rawValue: trust)
            if provenance.trust == nil {
                diagnostics.error(
                    "'trust' is \(trust.quotedForMessage); write A (audited or peer-reviewed), B, C or D (repeated by blogs)",
                    at: node["trust"]?.location ?? node.location)
                isGood = false
            }
        }
        return isGood ? provenance : nil
    }
}
