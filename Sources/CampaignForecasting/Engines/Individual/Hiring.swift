// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Who is hired, in the order of the candidate list.
struct Hires {
    /// The places of the candidate list that were looked at: those below.
    var listLength = 0
    /// By place: followers, fake ones among them.
    var followers: Column<Double>
    /// The creators hired.
    var count = 0
    /// By creator hired: the place in the candidate list, the number of the smallest budget that hires, and the posts made; 0 of somebody who
    /// never shows up.
    var place, level, posts: Column<Int>
    /// By creator hired, in currency: what is committed up to this one; the fee paid, the money for signing up, the gift.
    var committed, paid, signUp, gift: Column<Double>
    /// The agency's share on a fee, and what managing a creator costs.
    var agencyShare, management: Double

    /// What is paid to a creator and an agency when a term is over.
    func fee(_ creator: Int) -> Double { paid[creator] + paid[creator] * agencyShare }
    /// What a creator costs apart from fee and commission.
    func other(_ creator: Int) -> Double { signUp[creator] + gift[creator] + management }
}

/// The random numbers of hiring: one source a decision, since each is drawn along the candidate list beside the others.
struct HiringSources {
    let followers = RandomSource()
    let fee = RandomSource()
    let acceptance = RandomSource()
    let noShow = RandomSource()
    let dropout = RandomSource()
}

// MARK: - Hiring

extension LineSimulator {
    /// The creators that are looked at together.
    private static let chunk = 8

    /// Looks along the candidate list until the next creator commits more than the largest budget has left, and lists whom it hires with the
    /// smallest budget that does.
    func hire(_ line: PreparedLine, _ draw: TrialDraw, _ amounts: [Double]) -> Hires {
        let terms = HiringOffer(line, draw)
        let largest = amounts[amounts.count - 1] * (1 + 1e-12)
        // Each hire takes as many creators from the pool as are screened for it.
        var limit = min(Int((draw[line.pool].rounded() / terms.screened).rounded(.down)), Self.longestList)
        limit = min(limit, max(1, Self.longestList / Int(terms.allPosts)))
        rows.open(line, draw)
        openHiring(line, draw, terms)

        var hires = Hires(
            followers: arena.column(listRoom), place: arena.column(listRoom), level: arena.column(listRoom),
            posts: arena.column(listRoom), committed: arena.column(listRoom), paid: arena.column(listRoom),
            signUp: arena.column(listRoom), gift: arena.column(listRoom), agencyShare: terms.agencyShare,
            management: terms.management)
        let fees: Column<Double> = arena.column(Self.chunk)
        var (committed, dearest, level) = (0.0, 0.0, 0)
        hiring: while hires.listLength < limit {
            let size = min(Self.chunk, limit - hires.listLength)
            reserve(hires.listLength + size, &hires)
            look(line, draw, terms, at: hires.listLength, hires.followers, fees.prefix(size))
            for index in 0..<size {
                let answer = answer(terms)
                guard answer.accepts else { continue }
                let place = hires.listLength + index
                let price = price(line, terms, at: place, feePerPost: fees[index])
                let cost = price.commitment(terms)
                if committed + cost > largest {
                    hires.listLength = place
                    break hiring
                }
                committed += cost
                while committed > amounts[level] * (1 + 1e-12) { level += 1 }
                if cost > dearest {
                    dearest = cost
                    sums.note(largest: cost, level: level)
                }
                engage(answer, price, terms, at: place, level: level, committed: committed, &hires)
            }
            hires.listLength += size
        }
        return hires
    }

    /// What becomes of an offer to the next creator of the candidate list.
    @inline(__always)
    private func answer(_ terms: HiringOffer) -> HiringAnswer {
        HiringAnswer(
            accepts: terms.acceptance >= 1 || hiringSources.acceptance.uniform() < terms.acceptance,
            shows: terms.noShow <= 0 || hiringSources.noShow.uniform() >= terms.noShow,
            stayed: terms.dropout > 0
                ? HiringTerms.monthsStayed(
                    uniform: hiringSources.dropout.uniform(), logStay: terms.logStay, months: terms.months)
                : terms.months)
    }

    /// What the creator at a place of the candidate list costs, whatever comes of it.
    @inline(__always)
    private func price(
        _ line: PreparedLine, _ terms: HiringOffer, at place: Int, feePerPost: Double
    ) -> HiringPrice {
        HiringPrice(
            fee: terms.paysFees
                ? HiringTerms.fee(perPost: feePerPost, share: terms.feeShare, posts: terms.allPosts) : 0,
            signUp: rows.value(line.own.signUp, at: place, or: terms.signUp),
            gift: rows.value(line.own.gift, at: place, or: terms.gift))
    }

    /// Lists a creator whom budgets from `level` on hire, and adds up what is paid.
    @inline(__always)
    private func engage(
        _ answer: HiringAnswer, _ price: HiringPrice, _ terms: HiringOffer, at place: Int, level: Int,
        committed: Double, _ hires: inout Hires
    ) {
        let sums = sums.writer
        let paid =
            price.fee
            * HiringTerms.paidShare(
                shows: answer.shows, stayed: answer.stayed, months: terms.months, noShowPay: terms.noShowPay)
        sums.add(1, to: .creators, level: level)
        sums.add(paid + price.signUp, to: .fees, level: level)
        sums.add(paid * terms.agencyShare, to: .agency, level: level)
        sums.add(price.gift, to: .gifts, level: level)
        sums.add(terms.management, to: .management, level: level)
        let number = hires.count
        hires.place[number] = place
        hires.level[number] = level
        hires.posts[number] = answer.shows ? Int(terms.posts * answer.stayed) : 0
        hires.committed[number] = committed
        hires.paid[number] = paid
        hires.signUp[number] = price.signUp
        hires.gift[number] = price.gift
        hires.count += 1
    }

    private func reserve(_ places: Int, _ hires: inout Hires) {
        guard places > hires.followers.count else { return }
        hires.followers = arena.grown(hires.followers, to: places)
        hires.place = arena.grown(hires.place, to: places)
        hires.level = arena.grown(hires.level, to: places)
        hires.posts = arena.grown(hires.posts, to: places)
        hires.committed = arena.grown(hires.committed, to: places)
        hires.paid = arena.grown(hires.paid, to: places)
        hires.signUp = arena.grown(hires.signUp, to: places)
        hires.gift = arena.grown(hires.gift, to: places)
        listRoom = hires.followers.count
    }

    private func openHiring(_ line: PreparedLine, _ draw: TrialDraw, _ terms: HiringOffer) {
        let streams = line.streams
        if line.followers.varies { hiringSources.followers.open(draw.stream(streams.followers, of: .creators)) }
        if terms.paysFees, line.fee.varies { hiringSources.fee.open(draw.stream(streams.fee, of: .creators)) }
        if terms.acceptance < 1 { hiringSources.acceptance.open(draw.stream(streams.acceptance, of: .creators)) }
        if terms.noShow > 0 { hiringSources.noShow.open(draw.stream(streams.noShow, of: .creators)) }
        if terms.dropout > 0 { hiringSources.dropout.open(draw.stream(streams.dropout, of: .creators)) }
    }

    /// The followers and fees a post of the next creators of the candidate list.
    private func look(
        _ line: PreparedLine, _ draw: TrialDraw, _ terms: HiringOffer, at place: Int, _ all: Column<Double>,
        _ fees: Column<Double>
    ) {
        let followers = all.buffer(place..<place + fees.count)
        if line.followers.varies {
            rows.fill(followers, for: line.followers, from: place, hiringSources.followers)
        }
        if terms.paysFees {
            if line.fee.varies {
                rows.fill(fees.buffer, for: line.fee, from: place, hiringSources.fee)
                if line.followers.varies, terms.correlation.common != 0 {
                    correlate(followers, fees.buffer, line, terms.correlation)
                }
            }
            line.fee.apply(fees.buffer) { draw[$0] }
        }
        line.followers.apply(followers) { draw[$0] }
    }

    /// Makes the scores of followers and fees go together: where a list says one of them, by the rank of its values; where it
    /// says both, they are what they are.
    private func correlate(
        _ followers: UnsafeMutableBufferPointer<Double>, _ fees: UnsafeMutableBufferPointer<Double>,
        _ line: PreparedLine, _ correlation: HiringTerms.Correlation
    ) {
        switch (line.followers.table, line.fee.table) {
        case (_, nil):
            for index in fees.indices {
                fees[index] = correlation(fees[index], with: line.followers.score(followers[index]))
            }
        case (nil, _):
            for index in fees.indices {
                followers[index] = correlation(followers[index], with: line.fee.score(fees[index]))
            }
        case (.some, .some): break
        }
    }
}

/// What becomes of an offer to one creator: whether it is accepted, whether the creator then shows up, and the months stayed.
private struct HiringAnswer {
    let accepts, shows: Bool
    let stayed: Double
}

/// What one creator costs, in currency.
private struct HiringPrice {
    let fee, signUp, gift: Double

    func commitment(_ terms: HiringOffer) -> Double {
        HiringTerms.commitment(
            fee: fee, agencyShare: terms.agencyShare, signUp: signUp, gift: gift, management: terms.management)
    }
}

/// What the creators of a line are offered and ask for, in one trial.
struct HiringOffer {
    let acceptance, noShow, noShowPay, posts, months, dropout, logStay, screened, feeShare, agencyShare, signUp, gift,
        management: Double
    let correlation: HiringTerms.Correlation

    init(_ line: PreparedLine, _ draw: TrialDraw) {
        acceptance = draw[line.acceptance]
        noShow = draw[line.noShow]
        noShowPay = draw[line.noShowPay]
        posts = draw[line.posts].rounded()
        months = line.partnership.map { draw[$0.months].rounded() } ?? 1
        dropout = line.partnership.map { draw[$0.dropout] } ?? 0
        logStay = HiringTerms.logStay(dropout: dropout)
        screened = line.selection.map { draw[$0.screened].rounded() } ?? 1
        feeShare = line.feeShare.map { draw[$0] } ?? 0
        agencyShare = draw[line.agencyShare]
        signUp = draw[line.signUpCost]
        gift = draw[line.giftCost]
        management = HiringTerms.management(
            hours: draw[line.managementHours], wage: draw[line.hourlyWage], screened: screened,
            screeningCost: line.selection.map { draw[$0.cost] } ?? 0)
        correlation = HiringTerms.Correlation(
            score: CorrelationMatrix.scoreCorrelation(rank: draw[line.feeCorrelation]))
    }

    /// The posts of all months.
    var allPosts: Double { posts * months }
    var paysFees: Bool { feeShare > 0 }
}
