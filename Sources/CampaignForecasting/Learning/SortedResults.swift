// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
internal import CampaignModel
internal import CampaignResults

/// Results of creators, each held against the line it is of, and what became of all rows.
struct SortedResults: Sendable {
    private(set) var creators: [CreatorResult] = []
    private(set) var account = ResultAccount()
    private var findings: [ResultFate: (rows: Int, creators: Set<String>)] = [:]

    /// - Parameter medians: values of the campaign's slots with every score at its median, by which what is young is told.
    init(_ fold: ResultFold, _ campaign: PreparedCampaign, named: [String: String], medians: SlotValues) {
        let match = LineMatch(campaign.scenario, named: named)
        var counts = Array(repeating: 0, count: campaign.lines.count)
        note(.repeated, rows: fold.repeated)
        note(.withoutCreator, rows: fold.withoutCreator)
        for (key, tally) in joined(fold) {
            guard tally.tookPart else {
                note(.listedOnly, rows: tally.rows, key.creator)
                continue
            }
            switch match.line(of: key.creator, on: key.platform, followers: tally.followers) {
            case .none: note(.withoutLine, rows: tally.rows, key.creator)
            case .several: note(.ofSeveralLines, rows: tally.rows, key.creator)
            case .line(let number, let knowsPay):
                var result = result(key, tally, campaign.lines[number], number, medians, fold)
                if !knowsPay { result.fee = nil }
                if result.orders ?? 0 > 0, result.followers == nil, result.views == nil, result.clicks == nil {
                    note(.withoutBase, rows: tally.rows, key.creator)
                }
                creators.append(result)
                counts[number] += 1
                account.usedRows += tally.rows
                account.orders += tally.orders ?? 0
            }
        }
        noteDays(fold, campaign)
        account.rows = fold.rows
        account.creators = Set(creators.map(\.key)).count
        account.firstDay = fold.days?.lowerBound.text
        account.lastDay = fold.days?.upperBound.text
        account.lines = zip(campaign.lines, counts).map { ($0.name, $1) }
        account.findings = ResultFate.allCases.compactMap { fate in
            findings[fate].map { .init(fate: fate, rows: $0.rows, creators: $0.creators.sorted()) }
        }
    }

    private mutating func note(_ fate: ResultFate, rows: Int, _ creator: String? = nil) {
        guard rows > 0 else { return }
        findings[fate, default: (0, [])].rows += rows
        if let creator { findings[fate, default: (0, [])].creators.insert(creator) }
    }

    private mutating func noteDays(_ fold: ResultFold, _ campaign: PreparedCampaign) {
        if fold.otherCurrency.rows > 0 {
            findings[.otherCurrency] = (fold.otherCurrency.rows, fold.otherCurrency.creators)
        }
        let knowsPosts = fold.tallies.values.contains { $0.posts.values.contains { $0 != nil } }
        if campaign.scenario.time != nil, !knowsPosts, account.usedRows > 0 {
            note(.withoutPostDay, rows: account.usedRows)
        }
    }

    /// Tallies by creator and platform; what does not name the platform belongs to the one that other rows of the creator name.
    private mutating func joined(_ fold: ResultFold) -> [(ResultFold.Key, CreatorTally)] {
        var tallies = fold.tallies
        let open = tallies.keys.filter { $0.platform == nil }.sorted()
        for key in open {
            let known = Platform.allCases.map { ResultFold.Key(creator: key.creator, platform: $0) }
                .filter { tallies[$0] != nil }
            guard let first = known.first, let rest = tallies[key] else { continue }
            tallies[key] = nil
            if known.count == 1 {
                tallies[first]?.merge(rest)
            } else {
                // Which platform brought what is open, so none of it is known.
                let all = [rest] + known.compactMap { tallies.removeValue(forKey: $0) }
                note(.onSeveralPlatforms, rows: all.reduce(0) { $0 + $1.rows }, key.creator)
            }
        }
        return tallies.sorted { $0.key < $1.key }
    }

    private func result(
        _ key: ResultFold.Key, _ tally: CreatorTally, _ line: PreparedLine, _ number: Int, _ medians: SlotValues,
        _ fold: ResultFold
    ) -> CreatorResult {
        // Who took part and has no order, where orders are known, had none.
        let orders = tally.orders ?? (fold.hasOrders ? 0 : nil)
        var result = CreatorResult(
            key: "\(key.creator) \(key.platform?.rawValue ?? "")", kind: number, posts: tally.postCount ?? 0,
            followers: tally.followers, views: tally.views, clicks: tally.clicks, orders: orders)
        medians.read { draw in
            if tally.postCount == nil { result.posts = line.plannedPosts(draw) }
            if tally.hasRefunds {
                result.settledOrders = tally.settled
                result.refunds = tally.refunds
            }
            if tally.valuedOrders > 0, line.valueShape != nil {
                result.value = tally.value
                result.valuedOrders = tally.valuedOrders
            }
            if line.paysFees(draw), let fee = tally.fee, fee > 0 {
                result.fee = fee
                result.referenceFee = Double(result.posts)
            }
            guard let delays = line.delays(draw), let last = fold.days?.upperBound else { return }
            let ages = tally.posts.values.compactMap { day in day.map { Double(last.number - $0.number) + 0.5 } }
            guard !ages.isEmpty else { return }
            let clicks = ages.reduce(0) { $0 + delays.click.probability(upTo: $1) } / Double(ages.count)
            let bought = ages.reduce(0) { $0 + delays.order.probability(upTo: $1) } / Double(ages.count)
            result.clickExposure = max(clicks, 1e-3)
            // Of clicks that came in, those with an order; of views, all orders.
            result.exposure = max(tally.clicks == nil ? bought : bought / max(clicks, 1e-3), 1e-3)
        }
        return result
    }
}
