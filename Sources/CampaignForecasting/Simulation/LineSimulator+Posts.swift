// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Posts

extension LineSimulator {
    /// GSL's distribution functions of counts reach to 2³² − 1.
    static let mostViews = 4_294_967_295.0

    /// Views of each post: reach · F₀ · (F/F₀)^e · X, with F the real followers, F₀ those of the typical creator and X the
    /// post's luck; rounded to whole views.
    func publish(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        expectViews(line, draw, replicates)
        begin(line, draw, replicates)
        listPosts()
        drawKeys(line, draw, replicates)
        schedulePosts(line, draw)
        let (views, creator, expected) = (column(.views), column(.creator), column(.expectedViews))
        for unit in 0..<units { views[unit] = expected[Int(creator[unit])] }
        applyTimed([.viewsPerFollower], line, draw, to: views)
        applyLuck(line, draw, replicates)
        let (sums, levels) = (sums.writer, column(.level))
        for unit in 0..<units {
            views[unit] = min(views[unit].rounded(), Self.mostViews)
            sums.add(views[unit], to: .views, level: Int(levels[unit]))
            sums.add(1, to: .posts, level: Int(levels[unit]))
        }
    }

    /// What a creator's post is expected to be seen, before its luck; where a rate is stated by follower also what it would be
    /// without events.
    private func expectViews(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (expected, calm, people) = (column(.expectedViews), column(.calmViews), column(.people))
        let (drawn, followers, place) = (column(.drawn), column(.followers), column(.place))
        let exponent = draw[line.sizeExponent]
        drawAlongQueue(line.fakeFollowers, line.streams.fakeFollowers, draw, replicates)
        for creator in 0..<creators {
            let queue = Int(place[creator])
            people[creator] = followers[queue] * (1 - drawn[queue])
            expected[creator] =
                exponent == 1
                ? people[creator]
                : line.referenceFollowers * Double.pow(people[creator] / line.referenceFollowers, exponent)
        }
        if let law = line.calmViewsPerFollower {
            drawAlongQueue(law, line.streams.views, draw, replicates)
            for creator in 0..<creators { calm[creator] = expected[creator] * drawn[Int(place[creator])] }
        }
        drawAlongQueue(line.viewsPerFollower, line.streams.views, draw, replicates)
        for creator in 0..<creators { expected[creator] *= drawn[Int(place[creator])] }
        if line.calmViewsPerFollower == nil { for creator in 0..<creators { calm[creator] = expected[creator] } }
    }

    /// The moment of each creator's first post, in weeks from the start: a random moment of the week in which it falls.
    private func begin(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (begin, place, moments) = (column(.begin), column(.place), column(.drawnBeside))
        guard let law = line.startWeek else {
            begin.update(repeating: 0, count: creators)
            column(.hiredBegin).update(repeating: 0, count: hired)
            return
        }
        source.open(line.streams.moment, trial: draw.trial, replicate: replicates.creators)
        source.fillUniforms(UnsafeMutableBufferPointer(start: moments, count: queueLength))
        drawAlongQueue(law, line.streams.startWeek, draw, replicates)
        let weeks = column(.drawn)
        for queue in 0..<queueLength { moments[queue] += weeks[queue].rounded(.down) - 1 }
        for creator in 0..<creators { begin[creator] = moments[Int(place[creator])] }
        let (hiredBegin, hiredPlace) = (column(.hiredBegin), column(.hiredPlace))
        for creator in 0..<hired { hiredBegin[creator] = moments[Int(hiredPlace[creator])] }
    }

    /// Lists the posts that creators make, in the order of the queue.
    private func listPosts() {
        let count = (0..<creators).reduce(0) { $0 + Int(column(.posts)[$1]) }
        scratch.reserve(count)
        let (place, rank, made, first) = (column(.place), column(.rank), column(.posts), column(.first))
        let (creatorOf, queue) = (column(.creator), column(.queue))
        let (level, post) = (column(.level), column(.post))
        units = 0
        for creator in 0..<creators {
            first[creator] = Double(units)
            for number in 0..<Int(made[creator]) {
                creatorOf[units] = Double(creator)
                queue[units] = place[creator]
                level[units] = rank[creator]
                post[units] = Double(number)
                units += 1
            }
        }
    }

    /// The moment of each post in weeks from the start: a creator's posts are spread evenly over the months, each further one
    /// at a random moment of the days about its place that are nearer to it than to its neighbours.
    private func schedulePosts(_ line: PreparedLine, _ draw: TrialDraw) {
        let (moment, begin, creator, post) = (column(.moment), column(.begin), column(.creator), column(.post))
        let spacing = Self.daysPerMonth / draw[line.posts].rounded() / 7
        for unit in 0..<units {
            let shift = post[unit] > 0 ? key(unit).uniform(PostUse.moment) - 0.5 : 0
            moment[unit] = begin[Int(creator[unit])] + (post[unit] + shift) * spacing
        }
    }

    /// The mean length of a month.
    static let daysPerMonth = 365.2425 / 12

    /// The most posts that a creator makes.
    private var mostPosts: Int { (0..<creators).reduce(0) { max($0, Int(column(.posts)[$1])) } }

    /// Draws the key of each post: a stream a post number, a key a place in the queue, so that neither more posts nor a longer
    /// queue changes the others.
    private func drawKeys(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let drawn = UnsafeMutableBufferPointer(start: column(.drawn), count: queueLength)
        for number in 0..<mostPosts {
            source.open(line.streams.counts, trial: draw.trial, number: number, replicate: replicates.orders)
            source.fillKeys(drawn)
            scatter(column(.drawn), toPost: number) { unit, value in column(.key)[unit] = value }
        }
    }

    /// Multiplies the views of each post by its luck, a stream a post number.
    private func applyLuck(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let views = column(.views)
        if case .same(let slot) = line.postLuck {
            for unit in 0..<units { views[unit] *= draw[slot] }
            return
        }
        let luck = UnsafeMutableBufferPointer(start: column(.drawn), count: queueLength)
        for number in 0..<mostPosts {
            source.open(line.streams.luck, trial: draw.trial, number: number, replicate: replicates.posts)
            source.fillGaussians(luck)
            line.postLuck.apply(luck) { draw[$0] }
            scatter(column(.drawn), toPost: number) { unit, value in views[unit] *= value }
        }
    }

    /// Gives each creator's post `number` the creator's value among `values`, which stand along the queue.
    private func scatter(
        _ values: UnsafeMutablePointer<Double>, toPost number: Int, _ take: (_ unit: Int, _ value: Double) -> Void
    ) {
        let (place, made, first) = (column(.place), column(.posts), column(.first))
        for creator in 0..<creators where made[creator] > Double(number) {
            take(Int(first[creator]) + number, values[Int(place[creator])])
        }
    }

    /// Changes the posts' values by the events that strike, from their week on; each stays in its key's range.
    func applyTimed(
        _ keys: [QuantityKey], _ line: PreparedLine, _ draw: TrialDraw, to values: UnsafeMutablePointer<Double>
    ) {
        for change in line.timed where keys.contains(change.key) && draw[change.strike] == 1 {
            let first = draw[change.from].rounded(.down) - 1
            let end = change.lasting.map { first + draw[$0].rounded() } ?? .infinity
            let (moment, value) = (column(.moment), draw[change.value])
            let range = change.key.range
            for unit in 0..<units where moment[unit] >= first && moment[unit] < end {
                let changed = change.operation(values[unit], value)
                values[unit] = min(max(changed, range.lowerBound), range.upperBound)
            }
        }
    }
}
