// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Creators and hiring

extension LineSimulator {
    /// Fills followers and fees along the queue until the next creator's committed cost exceeds the largest budget,
    /// and lists those that post with the smallest budget that hires them.
    func hire(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, _ amounts: [Double]) {
        let (trial, replicate) = (draw.trial, replicates.creators)
        let largest = amounts[amounts.count - 1] * (1 + 1e-12)
        let acceptance = draw[line.acceptance]
        let noShow = draw[line.noShow]
        let posts = draw[line.posts].rounded()
        let months = line.partnership.map { draw[$0.months].rounded() } ?? 1
        let dropout = line.partnership.map { draw[$0.dropout] } ?? 0
        let allPosts = posts * months
        let screened = line.selection.map { draw[$0.screened].rounded() } ?? 1
        let feeShare = line.feeShare.map { draw[$0] } ?? 0
        let agencyShare = draw[line.agencyShare]
        let signUp = draw[line.signUpCost]
        let gift = draw[line.giftCost]
        let management =
            draw[line.managementHours] * draw[line.hourlyWage]
            + (line.selection.map { screened * draw[$0.cost] } ?? 0)
        // Each hire takes as many creators from the pool as are screened for it.
        var limit = min(Int((draw[line.pool].rounded() / screened).rounded(.down)), Self.longestQueue)
        limit = min(limit, max(1, Self.longestQueue / Int(allPosts)))
        let correlation = CorrelationMatrix.scoreCorrelation(rank: draw[line.feeCorrelation])
        let own = (1 - correlation * correlation).squareRoot()
        let paysFees = feeShare > 0

        openRows(line, draw, replicates)
        if line.followers.varies { followersSource.open(line.streams.followers, trial: trial, replicate: replicate) }
        if paysFees, line.fee.varies { source.open(line.streams.fee, trial: trial, replicate: replicate) }
        if acceptance < 1 { acceptanceSource.open(line.streams.acceptance, trial: trial, replicate: replicate) }
        if noShow > 0 { noShowSource.open(line.streams.noShow, trial: trial, replicate: replicate) }
        if dropout > 0 { dropoutSource.open(line.streams.dropout, trial: trial, replicate: replicate) }
        let leaving = Double.log(onePlus: -dropout)

        let sums = sums.writer
        var dearest = 0.0
        queueLength = 0
        hired = 0
        creators = 0
        var committed = 0.0
        var level = 0
        hiring: while queueLength < limit {
            let size = min(Self.chunk, limit - queueLength)
            scratch.reserve(queueLength + size)
            let followers = UnsafeMutableBufferPointer(start: column(.followers) + queueLength, count: size)
            let fees = UnsafeMutableBufferPointer(start: column(.fee) + queueLength, count: size)
            if line.followers.varies { fill(followers, for: line.followers, from: queueLength, followersSource) }
            if paysFees {
                if line.fee.varies {
                    fill(fees, for: line.fee, from: queueLength, source)
                    if line.followers.varies, correlation != 0 {
                        correlate(followers, fees, line, correlation, own)
                    }
                }
                line.fee.apply(fees) { draw[$0] }
            }
            line.followers.apply(followers) { draw[$0] }
            let (place, rank, made) = (column(.place), column(.rank), column(.posts))
            for index in 0..<size {
                let accepts = acceptance >= 1 || acceptanceSource.uniform() < acceptance
                let shows = noShow <= 0 || noShowSource.uniform() >= noShow
                // The creator stays for the first month, and on from month to month with probability 1 − dropout.
                let stayed =
                    dropout > 0
                    ? min(months, 1 + (Double.log(dropoutSource.uniform()) / leaving).rounded(.down)) : months
                guard accepts else { continue }
                let fee = paysFees ? fees[index] * feeShare * allPosts : 0
                let signUp = self.own(line.own.signUp, at: queueLength + index, or: signUp)
                let gift = self.own(line.own.gift, at: queueLength + index, or: gift)
                let cost = fee * (1 + agencyShare) + signUp + gift + management
                if committed + cost > largest {
                    queueLength += index
                    break hiring
                }
                committed += cost
                while committed > amounts[level] * (1 + 1e-12) { level += 1 }
                if cost > dearest {
                    dearest = cost
                    self.sums.note(largest: cost, level: level)
                }
                let paid = fee * (shows ? stayed / months : draw[line.noShowPay])
                sums.add(1, to: .creators, level: level)
                sums.add(paid + signUp, to: .fees, level: level)
                sums.add(paid * agencyShare, to: .agency, level: level)
                sums.add(gift, to: .gifts, level: level)
                sums.add(management, to: .management, level: level)
                if shows {
                    place[creators] = Double(queueLength + index)
                    rank[creators] = Double(level)
                    made[creators] = posts * stayed
                    creators += 1
                }
                if line.time != nil {
                    let other = signUp + gift + management
                    noteHired(
                        place: queueLength + index, level: level, fee: paid + paid * agencyShare, other: other,
                        creator: shows ? creators - 1 : -1)
                }
            }
            queueLength += size
        }
    }

    /// Makes the scores of followers and fees go together: where a list says one of them, by the rank of its values; where it
    /// says both, they are what they are.
    private func correlate(
        _ followers: UnsafeMutableBufferPointer<Double>, _ fees: UnsafeMutableBufferPointer<Double>,
        _ line: PreparedLine, _ correlation: Double, _ own: Double
    ) {
        switch (line.followers.table, line.fee.table) {
        case (_, nil):
            for index in fees.indices {
                fees[index] = correlation * line.followers.score(followers[index]) + own * fees[index]
            }
        case (nil, _):
            for index in fees.indices {
                followers[index] = correlation * line.fee.score(fees[index]) + own * followers[index]
            }
        case (.some, .some): break
        }
    }

    /// Notes what a creator is paid, the agency's share with the fee, for the calendar.
    private func noteHired(place: Int, level: Int, fee: Double, other: Double, creator: Int) {
        column(.hiredPlace)[hired] = Double(place)
        column(.hiredLevel)[hired] = Double(level)
        column(.hiredFee)[hired] = fee
        column(.hiredOther)[hired] = other
        column(.hiredCreator)[hired] = Double(creator)
        hired += 1
    }
}
