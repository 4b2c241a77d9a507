// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

// Rows of counts, posts, creators and payouts.

extension Importer {
    /// The number of the creator of a row, where it has one and the row is no repetition of another.
    private func start(
        _ row: SourceRow, _ values: RowValues, file: Int, network: UInt8, isPost: Bool = false
    ) -> Result<Tally, Gone> {
        if !values.layout.kind.keepsEqualRows {
            let hash = ByteHash.hash([network, UInt8(truncatingIfNeeded: file)], from: row.hash)
            if tallies.isRepeated(hash) { return .failure(Gone(reason: .duplicate)) }
        }
        if let source = row.text(.source)?.text, Self.isOther(source) { return .failure(Gone(reason: .otherSource)) }
        let creator = creator(row, values)
        guard creator >= 0 else { return .failure(Gone(reason: .withoutCreator)) }
        let post = post(row, values)
        let day = values.day(.date, row)?.day
        let key = Tally.Key(
            isPost: isPost || post >= 0, creator: creator, post: post, day: day ?? OrderLine.none, network: network,
            currency: currency(values.currency(row)), file: UInt16(clamping: file))
        var tally = Tally(key: key)
        tally.platform = platform(row, values)
        return .success(tally)
    }

    /// Why a row is left out.
    private struct Gone: Error { let reason: ImportReason }

    /// Whether traffic of this source is not that of creators.
    private static func isOther(_ source: String) -> Bool {
        let word = source.lowercased()
        if ["influencer", "creator", "affiliate", "ambassador"].contains(where: word.contains) { return false }
        return [
            "paid", "organic", "direct", "search", "email", "e-mail", "newsletter", "seo", "sea", "cpc", "ppc",
            "display", "google",
            "ads", "referral",
        ].contains {
            word == $0 || word.hasPrefix($0 + " ") || word.hasPrefix($0 + "_") || word.hasSuffix("_" + $0)
                || word.hasSuffix(" " + $0)
        }
    }

    /// What `work` makes of a row that is read as a count.
    private func counted(
        _ row: SourceRow, _ values: RowValues, file: Int, network: UInt8, isPost: Bool = false,
        _ work: (inout Tally) -> OrderStore.Fate
    ) -> OrderStore.Fate {
        switch start(row, values, file: file, network: network, isPost: isPost) {
        case .failure(let gone): return .gone(gone.reason)
        case .success(var tally): return work(&tally)
        }
    }

    func addTally(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        counted(row, values, file: file, network: network) { tally in
            if row.value(.date) == nil, values.knows(.date) { values.note(.withoutDate) }
            tally.clicks = values.count(.clicks, row) ?? Tally.none
            tally.views = values.count(.views, row) ?? Tally.none
            tally.orders = values.count(.orders, row) ?? Tally.none
            tally.refunds = values.count(.refunds, row) ?? Tally.none
            if let value = values.money(.value, row) {
                if value >= 0 {
                    tally.value = value
                } else if values.layout.kind.refunds == .negativeRows {
                    (tally.value, tally.refunded) = (0, -value)
                } else {
                    values.note(.idleNegative)
                }
            }
            if let refunded = values.money(.refunded, row) { tally.refunded = refunded.magnitude }
            tally.commission = values.money(.commission, row) ?? .nan
            tally.fee = values.money(.fee, row) ?? .nan
            meetMoney(tally, .value, row, values)
            return tallies.add(tally)
        }
    }

    func addClick(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        counted(row, values, file: file, network: network) { tally in
            tally.clicks = 1
            return tallies.add(tally)
        }
    }

    func addPost(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        counted(row, values, file: file, network: network, isPost: true) { tally in
            if row.value(.date) == nil { values.note(.withoutDate) }
            let (views, reach) = (values.count(.views, row), values.count(.reach, row))
            let (likes, comments) = (values.count(.likes, row), values.count(.comments, row))
            tally.views = views ?? reach ?? Tally.none
            tally.clicks = values.count(.clicks, row) ?? Tally.none
            tally.fee = values.money(.fee, row) ?? .nan
            if likes != nil || comments != nil { tally.engagements = (likes ?? 0) + (comments ?? 0) }
            if tally.engagements == Tally.none { readRate(row, values, views: views, reach: reach, into: &tally) }
            if let seen = reach ?? views, tally.engagements > seen {
                values.note(.aboveReach)
                (tally.views, tally.engagements) = (Tally.none, Tally.none)
            } else if views == nil, reach != nil {
                values.note(.reachForViews)
            }
            meetMoney(tally, .fee, row, values)
            // A post of the same number is the same one, counted again later; without a number each row is a post.
            return tallies.add(tally, replacing: tally.key.post >= 0, alone: tally.key.post < 0)
        }
    }

    /// Engagements from a rate, of which nobody can see what it is a share of.
    private func readRate(_ row: SourceRow, _ values: RowValues, views: Int?, reach: Int?, into tally: inout Tally) {
        guard row.value(.engagementRate) != nil else { return }
        guard let base = options.engagementBase else {
            values.problemOnce(
                "engagement",
                "'\(values.title(.engagementRate))' may be a share of followers, of people reached or of views; say which by "
                    + "--engagement-base followers, reach or views", row, .engagementRate)
            return
        }
        guard let rate = values.share(.engagementRate, row) else { return }
        let seen: Int? =
            switch base {
            case .followers: nil
            case .reach: reach
            case .views: views
            }
        if base == .followers { tally.engagementRate = rate }
        if let seen { tally.engagements = Int((rate * Double(seen)).rounded()) }
    }

    func addCreator(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        counted(row, values, file: file, network: network) { tally in
            let name = row.value(.alias) == nil ? tally.key.creator : creator(row, values, .alias)
            let followers = values.count(.followers, row)
            if let known = listed[tally.key.creator], known.name != name { values.note(.nameTwice) }
            let isRepeated = listed[tally.key.creator] != nil
            listed[tally.key.creator] = ListedCreator(
                name: name, platform: tally.platform, followers: followers ?? Tally.none)
            tally.followers = followers ?? Tally.none
            if isRepeated { return .gone(.counts) }
            return tallies.add(tally)
        }
    }

    func addPayout(_ row: SourceRow, _ values: RowValues, file: Int, network: UInt8) -> OrderStore.Fate {
        counted(row, values, file: file, network: network) { tally in
            let basis = row.text(.basis)?.text.lowercased() ?? ""
            let isByOrder = basis.contains("order") || basis.contains("sale")
            guard isByOrder || basis.contains("post") || basis.isEmpty else {
                values.problem(
                    "'\(values.title(.basis))' is \(basis.quotedForMessage); it takes post or order", row, .basis)
                return .gone(.duplicate)
            }
            let orders = values.count(.orders, row)
            var total = values.money(.total, row)
            if total == nil, isByOrder, let orders, let rate = values.money(.rate, row) {
                total = rate * Double(orders)
            }
            if let total {
                if isByOrder { tally.commission = total } else { tally.fee = total }
                meetMoney(tally, .total, row, values)
            } else if !isByOrder, let rate = values.money(.rate, row) {
                // How many posts there are is known once all files are read.
                tally.postRate = rate
                meetMoney(.rate, row, values, file: file)
            } else {
                values.note(.payWithoutTotal)
            }
            return tallies.add(tally)
        }
    }

    private func meetMoney(_ tally: Tally, _ field: ImportField, _ row: SourceRow, _ values: RowValues) {
        guard tally.key.currency == 0, row.value(.currency) == nil,
            [tally.value, tally.commission, tally.fee].contains(where: { !$0.isNaN })
        else { return }
        meetMoney(field, row, values, file: Int(tally.key.file))
    }
}
