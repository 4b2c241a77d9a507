// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - Claims

extension ScenarioDecoder {
    static let claimKeys = ["says", "tolerance", "split", "source", "year", "trust", "note"]

    private static let claimForm =
        "write a formula such as 'cpa.small / cpa.macro = 0.60', of results (metric.group) and quantities (nano.fee)"

    /// The claims, in the order of the file.
    func decodeClaims(lines: [BudgetLine], splits: [Split]) -> [Claim] {
        let body = mapping(root["claims"], "'claims'")
        return (body?.entries ?? []).compactMap { entry in
            guard checkName(entry, "a claim") else { return nil }
            var node = entry.value
            if node.scalar != nil, !node.isNull {
                node = SourceNode(
                    content: .mapping([.init(key: "says", keyLocation: node.location, value: node)]),
                    location: node.location)
            }
            guard let fields = mapping(node, "claim '\(entry.key)'") else { return nil }
            checkKeys(fields, Self.claimKeys, of: "a claim")
            claimLocations[entry.key] = entry.keyLocation
            return claim(entry, fields, lines: lines, splits: splits)
        }
    }

    private func claim(
        _ entry: SourceNode.Entry, _ fields: SourceNode, lines: [BudgetLine], splits: [Split]
    ) -> Claim? {
        guard let says = fields["says"], let text = says.scalar, !says.isNull else {
            diagnostics.error("claim '\(entry.key)' says nothing; \(Self.claimForm)", at: entry.keyLocation)
            return nil
        }
        let provenance = ProvenanceDecoder(diagnostics: diagnostics).decode(fields)
        let tolerance = tolerance(fields["tolerance"])
        guard let relation = Claim.Relation.allCases.first(where: { text.contains($0.rawValue) }),
            case let sides = text.split(separator: relation.rawValue, omittingEmptySubsequences: false),
            sides.count == 2
        else {
            diagnostics.error(
                "claim '\(entry.key)' is \(text.quotedForMessage), without one relation (=, <= or >=); \(Self.claimForm)",
                at: says.location)
            return nil
        }
        let offset = sides[0].unicodeScalars.count + relation.rawValue.count
        guard let left = side(String(sides[0]), says, 0, lines),
            let right = side(String(sides[1]), says, offset, lines),
            let provenance, let tolerance
        else { return nil }
        if left.intervals > 0 || right.intervals > 1 {
            diagnostics.error(
                "claim '\(entry.key)' takes one interval, after its relation: 'clicks_per_engagement.small = 3 to 5 * …'",
                at: says.location)
            return nil
        }
        let groups = left.groups + right.groups
        guard !groups.isEmpty || !(left.quantities + right.quantities).isEmpty else {
            diagnostics.error("claim '\(entry.key)' is about nothing; \(Self.claimForm)", at: says.location)
            return nil
        }
        let isInterval = right.intervals > 0
        let usual = relation == .equal && !isInterval ? 0.1 : 0
        guard let name = self.split(fields["split"], of: entry, groups: groups, splits: splits) else { return nil }
        return Claim(
            name: entry.key, says: text.trimmed(), left: left, relation: relation, right: right,
            tolerance: tolerance ?? usual, split: name, provenance: provenance)
    }

    /// The tolerance; nil within nil where it is wrong, nil alone where none is stated.
    private func tolerance(_ node: SourceNode?) -> Double?? {
        guard let node, !node.isNull else { return .some(nil) }
        guard let number = number(node, "tolerance", "a share of the claimed value, such as 10%") else { return nil }
        guard (0...10).contains(number.value), number.unit == nil else {
            diagnostics.error(
                "'tolerance' is \((node.scalar ?? "").quotedForMessage); write a share of the claimed value, such as 10%",
                at: node.location)
            return nil
        }
        return .some(number.value)
    }

    /// The split that is meant: the one stated, or the first that gives money to lines of every group named.
    private func split(
        _ node: SourceNode?, of entry: SourceNode.Entry, groups: [LineGroup], splits: [Split]
    ) -> String? {
        func pays(_ split: Split) -> Bool {
            groups.allSatisfy { group in group.lines.contains { (split.shares[$0] ?? 0) > 0 } }
        }
        let names = groups.map(\.name).joined(separator: ", ")
        if let node {
            let known = splits.map(\.name)
            guard let name = node.scalar, let split = splits.first(where: { $0.name == name }) else {
                let written = node.scalar ?? node.kind
                let hint = NearestName.hint(written, in: known)
                diagnostics.error(
                    "'split' is \(written.quotedForMessage)"
                        + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint), at: node.location)
                return nil
            }
            guard pays(split) else {
                diagnostics.error(
                    "split '\(name)' gives no money to some of \(names), which claim '\(entry.key)' is about",
                    at: node.location)
                return nil
            }
            return name
        }
        guard let split = splits.first(where: pays) else {
            if !splits.isEmpty {
                diagnostics.error(
                    "no split gives money to all of \(names), which claim '\(entry.key)' is about; add one",
                    at: entry.keyLocation)
            }
            return nil
        }
        return split.name
    }

    private func side(_ text: String, _ node: SourceNode, _ offset: Int, _ lines: [BudgetLine]) -> ClaimTerm? {
        do throws(ValueError) {
            return try term(try ValueParser.parse(text), lines)
        } catch {
            diagnostics.error(error.message, at: node.location(at: offset + error.offset))
            return nil
        }
    }

    private func term(_ value: WrittenValue, _ lines: [BudgetLine]) throws(ValueError) -> ClaimTerm {
        switch value {
        case .number(let number, let offset):
            guard number.unit == nil || number.unit == table.currency else {
                throw ValueError(
                    offset: offset, message: "the unit '\(number.unit ?? "")' is not read in a claim; leave it out")
            }
            return .number(number.value)
        case .interval(let low, let high, let offset):
            guard low.value < high.value, (low.suffix == .percent) == (high.suffix == .percent) else {
                throw ValueError(
                    offset: offset,
                    message: "an interval leads from a smaller to a greater number of the same kind: 3 to 5")
            }
            return .interval(low.value, high.value)
        case .reference(let name, let offset): return try reference(name, offset, lines)
        case .binary(let operation, let left, let right):
            let divisor = try term(right, lines)
            if operation == .divide, divisor == .number(0) {
                throw ValueError(offset: right.offset, message: "division by zero")
            }
            return .binary(operation, try term(left, lines), divisor)
        case .evidence, .distribution, .data:
            throw ValueError(
                offset: value.offset, message: "a claim is about numbers, results and quantities; \(Self.claimForm)")
        }
    }

    private func reference(_ name: String, _ offset: Int, _ lines: [BudgetLine]) throws(ValueError) -> ClaimTerm {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count <= 2, let result = ClaimedResult(name: parts[0]) {
            let group = parts.count == 2 ? parts[1] : "all"
            if case .metric(let metric) = result, let part = metric.part, !self.parts.contains(part) {
                throw ValueError(
                    offset: offset,
                    message: "'\(metric.rawValue)' is known only where the file states something of "
                        + KeyCatalogue.partName(part))
            }
            guard let found = LineGroup(name: group, lines: lines) else {
                let known = LineGroup.names(of: lines)
                let hint = NearestName.hint(group, in: known)
                throw ValueError(
                    offset: offset + parts[0].unicodeScalars.count + 1,
                    message: "'\(group)' stands for no line of this scenario"
                        + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint))
            }
            return .result(result, found)
        }
        do throws(ValueError) {
            let path = try table.resolve(name, offset)
            guard table.quantity(path) != nil else {
                throw ValueError(offset: offset, message: "\(path) is not a quantity that can be read")
            }
            return .quantity(path)
        } catch {
            let known = ClaimedResult.names
            let hint = NearestName.hint(parts[0], in: known)
            guard !hint.isEmpty else { throw error }
            throw ValueError(offset: offset, message: "'\(parts[0])' is neither a result nor a quantity\(hint)")
        }
    }
}

extension ClaimTerm {
    /// The number of intervals in it.
    fileprivate var intervals: Int {
        switch self {
        case .interval: 1
        case .binary(_, let left, let right): left.intervals + right.intervals
        case .number, .result, .quantity: 0
        }
    }
}
