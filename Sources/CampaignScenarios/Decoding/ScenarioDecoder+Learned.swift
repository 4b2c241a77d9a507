// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

// MARK: - What results taught

extension ScenarioDecoder {
    static let learnedKeys = ["season", "from", "scores"]
    static let learnedSourceKeys = ["rows", "creators", "orders", "first", "last", "hash", "sample"]
    static let learnedScoreKeys = ["of", "part", "prior", "mean", "factor"]

    private static let advice = "'tiercast calibrate' writes this block; remove it to have the assumptions as stated"

    /// What results taught, held against what the file states now; nil where nothing was learnt.
    func decodeLearned(of scenario: Scenario) -> Learned? {
        guard let node = root["learned"], let body = mapping(node, "'learned'") else { return nil }
        let before = diagnostics.problems.count
        checkKeys(body, Self.learnedKeys, of: "what was learnt")
        let season = body["season"].flatMap { share($0) }
        let sources = items(body, "from").compactMap(source)
        let nodes = items(body, "scores")
        var scores: [Learned.Score] = []
        for (place, item) in nodes.enumerated() {
            guard let score = score(item, place: place, of: scenario) else { continue }
            if let last = scores.last, (last.quantity, last.part) >= (score.quantity, score.part) {
                fail("scores stand in the order of their quantities, each once", item)
            }
            scores.append(score)
        }
        checkTogether(scores, nodes, of: scenario)
        guard let season, diagnostics.problems.count == before else {
            if diagnostics.problems.count == before { fail("'learned' does not say its 'season'", node) }
            return nil
        }
        return Learned(season: season, sources: sources, scores: scores)
    }

    private func fail(_ message: String, _ node: SourceNode) {
        diagnostics.error("\(message); \(Self.advice)", at: node.location)
    }

    private func items(_ body: SourceNode, _ key: String) -> [SourceNode] {
        guard let items = body[key]?.items, !items.isEmpty else {
            fail("'learned' has no list '\(key)'", body[key] ?? body)
            return []
        }
        return items
    }

    private func share(_ node: SourceNode) -> Double? {
        guard let number = number(node, "season", "a share such as 30%")?.value else { return nil }
        guard number >= 0, number < 1 else {
            fail("'season' is \(ValueLowering.text(number)); it takes a share from 0% to below 100%", node)
            return nil
        }
        return number
    }

    // MARK: - Sources

    private func source(_ item: SourceNode) -> Learned.Source? {
        checkKeys(item, Self.learnedSourceKeys, of: "results learnt from")
        let counts = ["rows", "creators", "orders"].map { key -> Int? in
            guard let node = item[key], let text = node.scalar, let count = Int(text), count >= 0 else {
                fail("'\(key)' takes a whole number", item[key] ?? item)
                return nil
            }
            return count
        }
        let days = ["first", "last"].map { key -> String? in
            guard let node = item[key] else { return nil }
            guard let text = node.scalar, TimeFrame.isDate(text) else {
                fail("'\(key)' takes a day such as 2026-03-02", node)
                return nil
            }
            return text
        }
        let hash = hash(item["hash"], "hash", of: item)
        let sample = (item["sample"]?.items ?? []).map { self.hash($0, "sample", of: item) }
        guard let hash, !counts.contains(nil), !sample.contains(nil) else { return nil }
        let known = counts.compactMap(\.self)
        return Learned.Source(
            rows: known[0], creators: known[1], orders: known[2], firstDay: days[0], lastDay: days[1], hash: hash,
            sample: sample.compactMap(\.self))
    }

    private func hash(_ node: SourceNode?, _ key: String, of item: SourceNode) -> String? {
        guard let text = node?.scalar, text.utf8.count == 16,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            fail("'\(key)' takes 16 hexadecimal digits", node ?? item)
            return nil
        }
        return text
    }

    // MARK: - Scores

    private func score(_ item: SourceNode, place: Int, of scenario: Scenario) -> Learned.Score? {
        checkKeys(item, Self.learnedScoreKeys, of: "a score")
        guard let node = item["of"], let name = node.scalar else {
            fail("a score says whose it is under 'of'", item["of"] ?? item)
            return nil
        }
        let path = QuantityPath(name)
        guard let law = scenario.quantities[path]?.law else {
            let hint = NearestName.hint(name, in: scenario.quantities.keys.map(\.text).sorted())
            fail(
                "\(name.quotedForMessage) is no quantity of this scenario now, and something was learnt of it\(hint)",
                node)
            return nil
        }
        guard let prior = hash(item["prior"], "prior", of: item) else { return nil }
        let stated = scenario.priorHash(path)
        guard prior == stated else {
            diagnostics.error(
                "\(name) is no longer what it was when results taught about it (prior \(prior), stated now \(stated)), so what was "
                    + "learnt does not fit; take the change back, or remove 'learned' and calibrate anew",
                at: (item["prior"] ?? item).location)
            return nil
        }
        let parts = law.expression?.distributions.count ?? 0
        let part = item["part"].map { $0.scalar.flatMap(Int.init) } ?? 1
        guard let part, (1...max(parts, 1)).contains(part), parts > 0 else {
            fail("\(name) has \(parts) uncertain distribution\(parts == 1 ? "" : "s")", item["part"] ?? node)
            return nil
        }
        guard let mean = item["mean"].flatMap({ real($0, "mean") }), let rows = item["factor"]?.items else {
            fail("a score has a 'mean' and a 'factor'", item["factor"] ?? item)
            return nil
        }
        let factor = rows.compactMap { real($0, "factor") }
        guard factor.count == rows.count else { return nil }
        guard factor.count == place + 1, factor[place] > 0 else {
            fail("the factor of score \(place + 1) takes \(place + 1) numbers, the last one above 0", item)
            return nil
        }
        return Learned.Score(quantity: path, part: part, prior: prior, mean: mean, factor: factor)
    }

    private func real(_ node: SourceNode, _ key: String) -> Double? {
        guard let number = number(node, key, "a number such as 0.25")?.value else { return nil }
        guard abs(number) <= 20 else {
            fail("'\(key)' is \(ValueLowering.text(number)), which no score is", node)
            return nil
        }
        return number
    }

    /// Quantities that a correlation joins are learnt together or not at all.
    private func checkTogether(_ scores: [Learned.Score], _ nodes: [SourceNode], of scenario: Scenario) {
        guard scores.count == nodes.count else { return }
        let learnt = Set(scores.map(\.quantity))
        for (score, node) in zip(scores, nodes) {
            for pair in scenario.correlations where [pair.first, pair.second].contains(score.quantity) {
                let other = pair.first == score.quantity ? pair.second : pair.first
                if !learnt.contains(other) {
                    fail("\(score.quantity) is correlated with \(other), which has no score", node)
                }
            }
        }
    }
}
