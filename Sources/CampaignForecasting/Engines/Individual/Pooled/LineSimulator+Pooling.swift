// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

extension PreparedLine {
    /// Why its posts cannot be counted together; nil where they can.
    var poolingObstacle: String? {
        if commission.cap != nil { return "commission is capped creator by creator" }
        if own.paysByCreator { return "a list says what each creator's orders pay" }
        return nil
    }

    /// Whether a rate depends on a post's moment or its number.
    fileprivate var hasRatesOfPosts: Bool { partnership != nil || !timed.isEmpty }
}

// MARK: - Recording

extension LineSimulator {
    /// Adds a trial to what is known of a line: hires at the line's largest budget, views, and what they let expect.
    func record(_ line: PreparedLine, _ draws: StageDraws, scratch: Arena, in pool: inout PooledLine) {
        sums.reset(levels: 1)
        arena.clear()
        scratch.clear()
        begin(.keep(scratch))
        let hires = hire(line, draws.early, [pool.largest])
        let posts = publish(line, draws.early, hires)
        let before = drawn.all.count
        let rates = rates(line, draws.rates, hires, posts, nil)
        pool.add(hires, posts, line, drawn: drawn.all[before...], disperses: draws.rates[line.overdispersion] > 0)
        pool.expected.add(rates, posts, line, wanted)
        pool.endTrial()
        begin(.none)
    }

    /// Adds what the views of a trial that is known let expect at other rates; trials are added in their order.
    func expect(_ line: PreparedLine, _ draw: TrialDraw, of pool: inout PooledLine, at place: Int) {
        arena.clear()
        let (hires, posts, drawn) = expand(pool, place)
        begin(.columns(drawn))
        pool.expected.add(rates(line, draw, hires, posts, nil), posts, line, wanted)
        begin(.none)
    }

    /// The hires and posts of a trial as the steps after them take them, as far as rates look at them.
    private func expand(_ pool: PooledLine, _ place: Int) -> (Hires, Posts, DrawnColumns) {
        let (creators, own) = (pool.creators(place), pool.posts(place))
        func column(_ values: [Float], _ range: Range<Int>) -> Column<Double> {
            let column: Column<Double> = arena.column(range.count)
            values.withUnsafeBufferPointer { values in
                for index in 0..<range.count { column[index] = Double(values[range.lowerBound + index]) }
            }
            return column
        }
        let (none, noNumbers): (Column<Double>, Column<Int>) = (arena.column(0), arena.column(0))
        let hires = Hires(
            listLength: creators.count, followers: column(pool.followers, creators), count: creators.count,
            place: noNumbers, level: noNumbers, posts: noNumbers, committed: none, paid: none, signUp: none,
            gift: none, agencyShare: 0, management: 0)
        let posts = Posts(
            count: own.count, first: arena.column(creators.count), people: none,
            calmViews: column(pool.calmViews, creators), begin: none, creator: arena.column(own.count),
            place: arena.column(own.count), level: noNumbers, number: arena.column(own.count),
            moment: pool.moment.isEmpty ? none : column(pool.moment, own), views: column(pool.views, own),
            key: arena.column(pool.key.isEmpty ? 0 : own.count))
        var next = 0
        for creator in 0..<creators.count {
            posts.first[creator] = next
            let end = Int(pool.posts[creators.lowerBound + creator])
            for post in next..<end {
                posts.creator[post] = creator
                posts.place[post] = creator
                posts.number[post] = post - next
            }
            next = end
        }
        if !pool.key.isEmpty { for post in 0..<own.count { posts.key[post] = pool.key[own.lowerBound + post] } }
        var drawn = DrawnColumns()
        for (stream, values) in pool.drawn { drawn.add(column(values, creators), of: stream) }
        return (hires, posts, drawn)
    }
}

extension PooledLine {
    /// Adds the hires and posts of a trial.
    fileprivate mutating func add(
        _ hires: Hires, _ posts: Posts, _ line: PreparedLine,
        drawn: ArraySlice<(stream: StreamName, column: Column<Double>)>, disperses: Bool
    ) {
        if self.drawn.isEmpty { self.drawn = drawn.map { ($0.stream, []) } }
        for creator in 0..<hires.count {
            let place = hires.place[creator]
            committed.append(hires.committed[creator])
            paid.append(Float(hires.paid[creator]))
            signUp.append(Float(hires.signUp[creator]))
            gift.append(Float(hires.gift[creator]))
            followers.append(Float(hires.followers[place]))
            calmViews.append(Float(posts.calmViews[creator]))
            self.posts.append(Int32(posts.first[creator] + hires.posts[creator]))
            for (number, column) in drawn.enumerated() {
                self.drawn[number].values.append(Float(column.column[place]))
            }
        }
        for post in 0..<posts.count { views.append(Float(posts.views[post])) }
        if line.hasRatesOfPosts { for post in 0..<posts.count { moment.append(Float(posts.moment[post])) } }
        if disperses { key.append(contentsOf: posts.key.prefix(posts.count).buffer) }
    }
}

extension PooledLine.Expected {
    /// Adds what the views of a trial's posts let expect at these rates.
    fileprivate mutating func add(_ rates: PostRates, _ posts: Posts, _ line: PreparedLine, _ wanted: WantedOutcomes) {
        for post in 0..<posts.count { orders.append(Float(posts.views[post] * rates.ordered[post])) }
        if wanted.countsClicks(of: line) {
            for post in 0..<posts.count { clicks.append(Float(posts.views[post] * rates.clicked[post])) }
        }
        if wanted.engagements {
            for post in 0..<posts.count { engagements.append(Float(posts.views[post] * rates.engaged[post])) }
        }
        if wanted.countsLeads(of: line), let led = rates.led {
            for post in 0..<posts.count {
                let base = line.ordersFromLeads ? 1 : rates.clicked[post]
                leads.append(Float(posts.views[post] * base * led[post]))
            }
        }
    }
}

// MARK: - Counting together

extension LineSimulator {
    /// One post for all that each budget adds to the smaller ones, with the mean chances of their views.
    ///
    /// The sum of binomial counts of many chances is drawn as one of their mean chance. Its variance exceeds theirs by less than the
    /// greatest chance of an order a view, as a share.
    func together(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ rates: PostRates, levels: Int
    ) -> (Posts, PostRates) {
        var (pool, mean) = pooled(levels, line, draw)
        mean.orderedAfresh = rates.orderedAfresh.map { _ in arena.column(levels) }
        var next = 0
        for level in 0..<levels {
            let first = next
            while next < posts.count, posts.level[next] == level { next += 1 }
            let own = first..<next
            let views = own.reduce(0) { $0 + posts.views[$1] }
            pool.views[level] = min(views, Self.mostViews)
            func share(_ chance: Column<Double>, of base: Column<Double>? = nil) -> Double {
                var (sum, whole) = (0.0, 0.0)
                for post in own {
                    let tries = posts.views[post] * (base?[post] ?? 1)
                    sum += tries * chance[post]
                    whole += tries
                }
                return whole > 0 ? min(1, sum / whole) : 0
            }
            mean.ordered[level] = share(rates.ordered)
            mean.clicked[level] = share(rates.clicked)
            mean.engaged[level] = share(rates.engaged)
            if let led = rates.led { mean.led?[level] = share(led, of: line.ordersFromLeads ? nil : rates.clicked) }
            if let afresh = rates.orderedAfresh { mean.orderedAfresh?[level] = share(afresh) }
        }
        return (pool, mean)
    }

    /// Room for posts of which one stands for all that a budget adds, with their keys.
    private func pooled(_ levels: Int, _ line: PreparedLine, _ draw: TrialDraw) -> (Posts, PostRates) {
        let (none, noNumbers): (Column<Double>, Column<Int>) = (arena.column(0), arena.column(0))
        let numbers: Column<Int> = arena.column(levels)
        for level in 0..<levels { numbers[level] = level }
        let posts = Posts(
            count: levels, first: numbers, people: none, calmViews: none, begin: none, creator: numbers, place: numbers,
            level: numbers, number: noNumbers, moment: none, views: arena.column(levels), key: arena.column(levels))
        source.open(draw.stream(line.streams.pooled, of: .orders))
        source.fillKeys(posts.key.buffer)
        let rates = PostRates(
            engaged: arena.column(levels), clicked: arena.column(levels), ordered: arena.column(levels),
            led: line.leadRate.map { _ in arena.column(levels) }, orderedAfresh: nil)
        return (posts, rates)
    }
}

// MARK: - Reading

extension LineSimulator {
    /// The outcomes of a line at each of `amounts` (ascending, none above the pool's largest) in a trial that is known, the posts that a
    /// budget adds to the one before counted together; valid until the next call.
    func read(
        _ line: PreparedLine, _ draws: StageDraws, of pool: PooledLine, at place: Int, amounts: [Double]
    ) -> LineOutcomes {
        sums.reset(levels: amounts.count)
        arena.clear()
        let terms = HiringOffer(line, draws.early)
        let writer = sums.writer
        let (creators, own) = (pool.creators(place), pool.posts(place))
        let (posts, rates) = pooled(amounts.count, line, draws.late)
        var (creator, post) = (creators.lowerBound, own.lowerBound)
        for (level, amount) in amounts.enumerated() {
            let end = pool.hired(creators, upTo: amount * (1 + 1e-12))
            let endPost = end > creators.lowerBound ? own.lowerBound + Int(pool.posts[end - 1]) : own.lowerBound
            if end > creator {
                let paid = pool.paid.sum(creator..<end)
                writer.add(Double(end - creator), to: .creators, level: level)
                writer.add(paid + pool.signUp.sum(creator..<end), to: .fees, level: level)
                writer.add(paid * terms.agencyShare, to: .agency, level: level)
                writer.add(pool.gift.sum(creator..<end), to: .gifts, level: level)
                writer.add(Double(end - creator) * terms.management, to: .management, level: level)
                writer.add(Double(endPost - post), to: .posts, level: level)
            }
            let views = min(pool.views.sum(post..<endPost), Self.mostViews).rounded()
            writer.add(views, to: .views, level: level)
            posts.views[level] = views
            fill(rates, level, views: views, pool.expected, post..<endPost, line)
            (creator, post) = (end, endPost)
        }
        let counts = count(line, draws.late, posts, rates)
        let sales = sell(line, draws.late, posts, rates, counts)
        _ = attribute(line, draws.late, posts, sales)
        sums.finish(amounts: amounts)
        return LineOutcomes(levels: amounts.count, values: sums.all, largest: sums.largest, weekly: [])
    }

    /// The mean chances of the views of some posts.
    private func fill(
        _ rates: PostRates, _ level: Int, views: Double, _ expected: PooledLine.Expected, _ posts: Range<Int>,
        _ line: PreparedLine
    ) {
        func share(_ values: [Float], of whole: Double) -> Double {
            values.isEmpty || whole <= 0 ? 0 : min(1, values.sum(posts) / whole)
        }
        rates.ordered[level] = share(expected.orders, of: views)
        // Single precision must not let fewer click than order.
        rates.clicked[level] = max(rates.ordered[level], share(expected.clicks, of: views))
        rates.engaged[level] = share(expected.engagements, of: views)
        guard let led = rates.led else { return }
        led[level] = share(
            expected.leads, of: line.ordersFromLeads ? views : views * rates.clicked[level])
    }
}

extension PooledLine {
    /// Where the creators end whom a budget hires.
    fileprivate func hired(_ creators: Range<Int>, upTo amount: Double) -> Int {
        committed.withUnsafeBufferPointer { committed in
            var (low, high) = (creators.lowerBound, creators.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if committed[middle] <= amount { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}

extension [Float] {
    /// The sum of a part.
    fileprivate func sum(_ range: Range<Int>) -> Double {
        withUnsafeBufferPointer { values in
            var (sums, index) = (SIMD4<Double>.zero, range.lowerBound)
            while index + 4 <= range.upperBound {
                sums += SIMD4(
                    Double(values[index]), Double(values[index + 1]), Double(values[index + 2]),
                    Double(values[index + 3]))
                index += 4
            }
            var sum = sums.sum()
            while index < range.upperBound {
                sum += Double(values[index])
                index += 1
            }
            return sum
        }
    }
}
