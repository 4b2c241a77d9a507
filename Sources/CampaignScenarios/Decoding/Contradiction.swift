// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Sources that say different things about one quantity, written as `either:`, a list with a weight and a source each.
///
/// Each source is a quantity of its own, `tiers.nano.fee.either.1` and so on; `tiers.nano.fee.either` says which of them is
/// right, drawn once a trial by the weights.
enum Contradiction {
    /// The key, and the part of the paths.
    static let name = "either"

    /// The options of a quantity's node, each without its weight; empty where it states none.
    static func options(of node: SourceNode) -> [(number: Int, node: SourceNode)] {
        (node[name]?.items ?? []).enumerated().map { number, item in
            var option = item
            if let entries = item.entries { option.content = .mapping(entries.filter { $0.key != "weight" }) }
            return (number + 1, option)
        }
    }

    /// The path of the quantity that says which option is right.
    static func chooser(of path: QuantityPath) -> QuantityPath { QuantityPath("\(path).\(name)") }

    /// The path of an option, counted from 1.
    static func option(_ number: Int, of path: QuantityPath) -> QuantityPath {
        QuantityPath("\(path).\(name).\(number)")
    }

    /// The quantities of a scenario that belong to another one as its options or its choice among them.
    static func parts(of scenario: Scenario) -> Set<QuantityPath> {
        Set(
            scenario.quantities.values.flatMap { quantity -> [QuantityPath] in
                guard case .either(let chooser, let options)? = quantity.law.expression else { return [] }
                return [chooser] + options
            })
    }
}

extension QuantityDecoder {
    /// The law of a quantity of which several sources say different things; nil where something is wrong.
    func contradiction(_ node: SourceNode) -> Expression? {
        let isCampaignWide = entry.key.map { $0.granularity == .campaign } ?? true
        let word = isCampaignWide ? "value" : "typical"
        guard let items = node.items, items.count >= 2 else {
            error(
                "'either' is a list of two sources or more, such as [{\(word): 2% to 4%, source: text}, {\(word): 1%, source: text}]",
                node.location)
            return nil
        }
        var weights: [Double] = []
        for (number, item) in items.enumerated() {
            let path = Contradiction.option(number + 1, of: entry.path)
            guard item.entries != nil else {
                error(
                    "what a source says is a mapping such as {\(word): 2% to 4%, weight: 2, source: text}",
                    item.location)
                continue
            }
            if let extra = item["varies"] {
                error("'varies' stands beside 'either', not in it: sources differ in what is typical", extra.location)
                continue
            }
            guard table.quantity(path) != nil else { continue }
            if item["source"] == nil { error("each side of 'either' has a 'source'", item.location) }
            if let weight = weight(of: item) { weights.append(weight) }
        }
        guard weights.count == items.count, !table.diagnostics.hasErrors else { return nil }
        let chooser = Contradiction.chooser(of: entry.path)
        table.add(
            Quantity(
                law: .shared(
                    .uncertain(.discrete(values: items.indices.map { Double($0 + 1) }, weights: weights))),
                provenance: Provenance(note: "which of the sources is right, by their weights", library: entry.library)),
            at: chooser, like: entry)
        return .either(
            chooser: chooser, options: items.indices.map { Contradiction.option($0 + 1, of: entry.path) })
    }

    /// The weight of a source, 1 where none is stated; nil where it is no number above 0.
    private func weight(of source: SourceNode) -> Double? {
        guard let written = source["weight"] else { return 1 }
        if let weight = written.scalar.flatMap({ Double($0) }), weight > 0, weight.isFinite, weight <= 1e6 {
            return weight
        }
        error(
            "'weight' is \((written.scalar ?? written.kind).quotedForMessage); write a number above 0, such as 2",
            written.location)
        return nil
    }
}
