// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

extension KeyCatalogue {
    /// What a key means: unit, domain, granularity, accepted forms, defaults with their source, an example; or what a metric or
    /// distribution is.
    ///
    /// `key` may be a path such as `tiers.nano.fee`; its last part counts.
    public static func explain(_ key: String) throws(ScenarioError) -> String {
        let name = key.split(separator: ".").last.map(String.init) ?? key
        let isInDeal = key.contains("deal.")
        let found = all.filter { $0.name == name || $0.key.rawValue == name }
        let wanted = found.first { ($0.key.section == .deal) == isInDeal } ?? found.first
        let metric = explainedMetric(key)
        if !key.contains("."), !found.isEmpty {
            return (found.map(page) + [metric].compactMap { $0 }).joined(separator: "\n")
        }
        if let wanted { return page(wanted) }
        if let metric { return metric }
        if let text = sections[name] { return "\(name)\n  \(text)\n" }
        let shared = BuiltInLibrary.allCases.compactMap { library in
            library.root(Diagnostics())["assumptions"]?[name].map { (library.rawValue, written($0)) }
        }
        if !shared.isEmpty {
            let lines = shared.map { "  in the library \($0): \($1)" }.joined(separator: "\n")
            return
                "\(name) (assumptions)\n  A figure that others of the library refer to; state it under 'assumptions:' to replace it.\n\(lines)\n"
        }
        if let spelling = LawSpelling.named(name) { return explained(spelling) }
        let known = all.map(\.name) + sections.keys + Metric.allCases.map(\.rawValue) + LawSpelling.all.map(\.name)
        var nearest = NearestName.of(name, in: known.sorted(), atMost: 3)
        if let synonym = ScenarioDecoder.synonyms[name], !nearest.contains(synonym) { nearest.insert(synonym, at: 0) }
        throw .unknownKey(key, nearest: nearest)
    }

    /// What a distribution is, how it is written, and where its formulas are from.
    private static func explained(_ spelling: LawSpelling) -> String {
        let sources = spelling.laws.map { $0.record.source }.joined(separator: "; ")
        return """
            \(spelling.name) (a distribution)
              \(spelling.meaning.capitalizedFirst).
              \(spelling.example)
              Source: \(sources).

            """
    }

    /// The keys that are not quantities.
    static let sections: [String: String] = [
        "version": "The version of the scenario language: 1. Required.",
        "name": "What the campaign is called in reports.",
        "currency": "The currency of all money in the file: three capital letters, such as EUR. USD unless stated.",
        "budget": "The money to spend, such as 250k. Required.",
        "note": "A free remark.",
        "defaults":
            "The library that stands in for what the file leaves out: \(BuiltInLibrary.allCases.map(\.rawValue).joined(separator: ", ")), or a file of your own in the same language, such as our-benchmarks.yaml, layered over a built-in one. \(BuiltInLibrary.standard.rawValue) unless stated.",
        "deals":
            "What differs by what creators work for: \(Deal.Basis.allCases.map(\.rawValue).joined(separator: ", ")).",
        "either":
            "Sources that say different things about one quantity: a list of mappings, each with typical (or value), weight and source; one of them is taken as right in each campaign, by the weights.",
        "data":
            "Values from a file: data(file.csv, column), the rows of a column, one a creator, an order or a campaign; "
            + "data(file.csv, column, where: tier = micro), those of some rows. docs/data.md says more.",
        "rate":
            "The pooled ratio of two columns of a file, as well known as its rows support: rate(file.csv, orders / clicks).",
        "weight": "How much a side of 'either' counts beside the others; 1 unless stated.",
        "library": "The library that a figure of a resolved file came from.",
        "date": "The day on which a library of defaults was last looked at, such as 2026-05-01.",
        "product": "What is sold: order_value and gross_margin are required.",
        "costs": "What creators cost besides their deals.",
        "assumptions": "Quantities of your own, by name, for use in references and arithmetic.",
        "tiers": "What differs by tier: nano, micro, macro, mega.",
        "platforms":
            "What differs by platform: instagram, tiktok, youtube, pinterest, other; a tier within a platform is possible.",
        "lines":
            "Budget lines by name: tier, platform (instagram unless stated), deal (flat unless stated), and what differs from the tier.",
        "correlate":
            "Rank correlations between uncertain quantities: {of: [nano.orders_per_click, micro.orders_per_click], rank: 0.6}.",
        "splits":
            "The ways to share the budget, by name: shares of lines or tiers that add to 100 %, or amounts that add to the budget. Required.",
        "goals":
            "Bounds on metrics: cpa <= 45, roi >= 20%. Metrics: \(Metric.allCases.map(\.rawValue).joined(separator: ", ")).",
        "audience":
            "How views become people: the population, how audiences overlap, and how those respond who were reached before. Left out, each view counts alike.",
        "attribution":
            "Which orders the campaign causes, not only is credited with. Left out, every tracked order counts as caused.",
        "time":
            "Week by week: orders, revenue, spend and cash. 'weeks' is required. Left out, only totals are reported.",
        "allow":
            "Rules of 'tiercast lint' that are silenced, each with the reason, for the whole file or {at: [nano.fee], because: text}.",
        "learned":
            "What 'tiercast calibrate' learnt from results; it writes the block, and without it the file is what it was. docs/calibrate.md says more.",
        "at": "The quantities at which a rule is silenced, named as in references.",
        "because": "Why a finding is accepted.",
        "weeks": "How many weeks to report one by one, 1 to \(TimeFrame.most); what comes later is summed up.",
        "start": "The first day of week 1, such as 2026-03-02; left out, weeks are numbered.",
        "risks":
            "Events that may strike, by name: a probability, 'on' which lines, and 'effects' on quantities.",
        "stress":
            "Shocks that a plan is tested against, by name: 'on' which lines, and 'effects' as of an event, or 'together' with other shocks.",
        "together":
            "The shocks that strike together: the file's own, or ready ones such as fees_up and engagement_down.",
        "claims":
            "What somebody claims, by name: a formula such as cpa.small / cpa.macro = 0.60, or {says: formula, tolerance: 10%, split: name, source: text}.",
        "says":
            "The formula of a claim: results as metric.group (cpa.nano, orders_per_engagement.small), quantities as in references (nano.fee), one of =, <= and >=, and an interval such as 3 to 5 after it.",
        "tolerance":
            "How far from the claimed value a claim still holds, as a share of it; 10% unless stated, none for an interval.",
        "split": "The split that a claim is about; the first that pays for all lines it names unless stated.",
        "on": "What an event touches: all (unless stated), a tier, a platform, or a line.",
        "effects":
            "What an event changes, by quantity: {multiply: 0.7}, {add: 5%} or {set: 0}.",
        "multiply": "The factor that an event puts on a quantity.",
        "add": "What an event adds to a quantity.",
        "set": "The value that an event gives to a quantity.",
        "deal":
            "What creators are paid for: flat, gifting, or a mapping of \((QuantityKey.dealTerms.map(\.name) + Deal.flags).joined(separator: ", ")); fee is full, none or a share such as 50%.",
        "tier": "The tier of a line: nano, micro, macro or mega.",
        "platform": "The platform of a line: instagram, tiktok, youtube, pinterest or other.",
        "gift":
            "Whether the product is part of what the deal pays: true or false. A product is given wherever 'gift_cost' is above 0; "
            + "false says that none is, whatever a tier or library says it costs.",
        "clawback":
            "Whether an order that is sent back takes its commission back: true (unless stated) or false. It needs a commission on "
            + "orders.",
        "typical": "What is uncertain about a quantity: the median over creators, drawn once a trial.",
        "varies":
            "How creators, posts or orders differ: a factor such as 1.5x beside 'typical', or a distribution alone. A factor of creators or posts that is not known itself is an interval, 3x to 12x, drawn once a campaign.",
        "value": "The value of a quantity that is one for the whole campaign.",
        "source": "Where a figure comes from.",
        "year": "The year that a figure describes.",
        "trust": "How far a figure is trusted: A (audited or peer-reviewed), B, C or D (repeated by blogs).",
    ]

    private static func page(_ entry: Entry) -> String {
        let key = entry.key
        var lines = ["\(entry.name) (\(place(key)))", "  \(entry.meaning)"]
        lines.append("  unit: \(key.unit.rawValue); values: \(values(key))")
        lines.append("  \(granularity(key))")
        lines.append("  forms: \(forms(key))")
        lines.append("  example: \(entry.name): \(entry.example)")
        let libraries = BuiltInLibrary.allCases.map { ($0.rawValue, defaults(of: key, in: $0)) }
        if libraries.allSatisfy(\.1.isEmpty) {
            lines.append("  no default: \(withoutDefault(key))")
        }
        for (library, defaults) in libraries where !defaults.isEmpty {
            lines.append("  default in the library \(library):")
            for (path, text) in defaults { lines.append("    \(path): \(text)") }
        }
        if let part = key.part, part != .risks {
            lines.append("  in force only where \(condition(part))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What holds where no library has a default and the file leaves a key out.
    static func withoutDefault(_ key: QuantityKey) -> String { key.record.leftOut ?? "left out, it plays no part" }

    /// Where a part is in force, to follow 'only where'.
    static func condition(_ part: ModelPart) -> String {
        switch part {
        case .time: return "the file has a section 'time'"
        case .calendar: return "the file has a section 'time', or an event with 'from_week' on the line"
        case .audience: return "the file has a section 'audience'"
        case .attribution: return "the file has a section 'attribution', or a deal pays for orders, leads or revenue"
        case .partnership, .selection, .repeatPurchases, .risks:
            let keys = QuantityKey.allCases.filter { $0.part == part }.map(\.name)
            guard keys.count > 1 else { return "the file states it" }
            return "the file states one of \(keys.map { "'\($0)'" }.joined(separator: ", "))"
        }
    }

    /// What a part is called in sentences.
    static func partName(_ part: ModelPart) -> String {
        part.rawValue.replacing("_", with: " ")
    }

    static func place(_ key: QuantityKey) -> String {
        switch key.section {
        case .product: "product"
        case .costs: "costs"
        case .line: "tiers, platforms, lines"
        case .audience: "audience"
        case .attribution: "attribution"
        case .time: "time"
        case .risk: "an event of risks"
        case .deal: "deal of a line"
        }
    }

    static func values(_ key: QuantityKey) -> String {
        switch key.domain {
        case .share: "0 to 1 (0% to 100%)"
        case .positive: "above 0, at most \(ValueLowering.text(key.greatest ?? .infinity))"
        case .nonNegative: "0 to \(ValueLowering.text(key.greatest ?? .infinity))"
        case .fromOne: key.greatest.map { "1 to \(Int(clamping: $0))" } ?? "1 or above"
        case .wholeNumber:
            key.greatest.map { "whole numbers, 1 to \(Int(clamping: $0))" } ?? "whole numbers, 1 or above"
        case .correlation: "-1 to 1"
        }
    }

    static func granularity(_ key: QuantityKey) -> String {
        switch key.granularity {
        case .campaign where key.record.takesRows:
            "one value for the whole campaign unless a list says it of each creator: an interval is what you do not know about it"
        case .campaign: "one value for the whole campaign: an interval is what you do not know about it"
        case .creator:
            "differs from creator to creator: a bare interval is how they differ, 'typical' is what you do not know"
        case .post: "differs from post to post: a bare interval is how posts differ"
        case .order: "differs from order to order: a bare interval is how orders differ"
        }
    }

    static func forms(_ key: QuantityKey) -> String {
        let interval =
            switch key.domain {
            case .share: "an interval '1% to 3%' (beta), evidence '61 of 2140'"
            case .correlation: "uniform(min:, max:)"
            case .positive, .nonNegative, .fromOne, .wholeNumber: "an interval '200 to 1000' (log-normal)"
            }
        return "a number, \(interval), a named distribution, data(file.csv, column), a reference, arithmetic"
    }

    /// The defaults of a key in a library as they are written, in its order; names of the library's own that they refer to
    /// follow.
    static func defaults(of key: QuantityKey, in library: BuiltInLibrary) -> [(path: String, text: String)] {
        let root = library.root(Diagnostics())
        var found: [(String, String)] = []
        func walk(_ node: SourceNode, _ path: String) {
            for entry in node.entries ?? [] {
                let name = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                if entry.key == key.rawValue {
                    found.append((name, written(entry.value)))
                } else if QuantityKey(rawValue: entry.key) == nil {
                    walk(entry.value, name)
                }
            }
        }
        walk(root, "")
        for entry in root["assumptions"]?.entries ?? [] where found.contains(where: { $0.1.contains(entry.key) }) {
            found.append(("assumptions.\(entry.key)", written(entry.value)))
        }
        return found
    }

    /// A quantity's node as one line: what it says, then where that comes from.
    private static func written(_ node: SourceNode) -> String {
        func part(_ key: String) -> String? { node[key]?.scalar?.trimmed() }
        var text = figure(node)
        let origin = [part("source"), part("year"), part("trust").map { "trust \($0)" }].compactMap { $0 }
        if !origin.isEmpty { text += " [\(origin.joined(separator: ", "))]" }
        if let note = part("note") { text += " (\(note))" }
        return text
    }

    /// What a quantity's node says, without where that comes from.
    static func figure(_ node: SourceNode) -> String {
        if let text = node.scalar { return text }
        func part(_ key: String) -> String? { node[key]?.scalar?.trimmed() }
        let sides = node[Contradiction.name]?.items.map { items in
            "either " + items.map { figure($0) }.joined(separator: " or ")
        }
        return [
            part("value"), part("typical"), sides,
            part("varies").map { (part("typical") == nil && sides == nil ? "varies " : "varying ") + $0 },
        ].compactMap { $0 }.joined(separator: ", ")
    }
}
