// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// What creators publish and how often it is seen.
struct Posts {
    /// The number of posts.
    var count: Int
    /// By creator hired: the first post among all; real followers; the views of a post that no event changed, before its luck; the
    /// moment of the first post, in weeks from the start.
    var first: Column<Int>
    var people, calmViews, begin: Column<Double>
    /// By post: the creator's number among those hired, the place in the candidate list, the number of the smallest budget that buys it, and the
    /// number among the creator's posts, from 0.
    var creator, place, level, number: Column<Int>
    /// By post: the moment in weeks from the start, and the views.
    var moment, views: Column<Double>
    /// By post: the key to its random numbers.
    var key: Column<DrawKey>
}

// MARK: - Publishing

extension LineSimulator {
    /// GSL's distribution functions of counts reach to 2³² − 1.
    static let mostViews = 4_294_967_295.0

    /// The posts of those hired, with the views of each: views per follower · F₀ · (F/F₀)^e · X, F the real followers, F₀ those of the typical
    /// creator and X the post's luck; rounded to whole views.
    func publish(_ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires) -> Posts {
        let (people, expected, calm) = expectViews(line, draw, hires)
        let begin = begin(line, draw, hires)
        let posts = list(hires, people: people, calmViews: calm, begin: begin)
        drawKeys(line, draw, hires, posts)
        schedule(line, draw, posts)
        for post in 0..<posts.count { posts.views[post] = expected[posts.creator[post]] }
        applyTimed([.viewsPerFollower], line, draw, posts, to: posts.views)
        applyLuck(line, draw, hires, posts)
        let sums = sums.writer
        for post in 0..<posts.count {
            posts.views[post] = min(posts.views[post].rounded(), Self.mostViews)
            sums.add(1, to: .posts, level: posts.level[post])
        }
        sums.add(posts.views, to: .views, levels: posts.level)
        return posts
    }

    /// By creator hired: real followers, and what a post is expected to be seen before its luck; also what it would be without events,
    /// by which a rate per follower goes.
    private func expectViews(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires
    ) -> (people: Column<Double>, expected: Column<Double>, calm: Column<Double>) {
        let exponent = draw[line.sizeExponent]
        let fake = alongList(line.fakeFollowers, line.streams.fakeFollowers, draw, hires.listLength)
        let people: Column<Double> = arena.column(hires.count)
        let expected: Column<Double> = arena.column(hires.count)
        for creator in 0..<hires.count {
            let place = hires.place[creator]
            people[creator] = hires.followers[place] * (1 - fake[place])
            expected[creator] = FunnelRates.audience(
                followers: people[creator], reference: line.referenceFollowers, exponent: exponent)
        }
        var calm = expected
        if let law = line.calmViewsPerFollower {
            let perFollower = alongList(law, line.streams.views, draw, hires.listLength)
            calm = arena.column(hires.count)
            for creator in 0..<hires.count {
                calm[creator] = expected[creator] * perFollower[hires.place[creator]]
            }
        }
        let perFollower = alongList(line.viewsPerFollower, line.streams.views, draw, hires.listLength)
        for creator in 0..<hires.count { expected[creator] *= perFollower[hires.place[creator]] }
        return (people, expected, calm)
    }

    /// The moment of each creator's first post, in weeks from the start: a random moment of the week in which it falls.
    private func begin(_ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires) -> Column<Double> {
        let begin: Column<Double> = arena.column(hires.count)
        guard let law = line.startWeek else {
            begin.fill(0)
            return begin
        }
        let moments: Column<Double> = arena.column(hires.listLength)
        source.open(draw.stream(line.streams.moment, of: .creators))
        source.fillUniforms(moments.buffer)
        let weeks = alongList(law, line.streams.startWeek, draw, hires.listLength)
        for place in 0..<hires.listLength { moments[place] += weeks[place].rounded(.down) - 1 }
        for creator in 0..<hires.count { begin[creator] = moments[hires.place[creator]] }
        return begin
    }

    /// The posts that creators make, in the order of the candidate list; moments, views and keys are still to be filled in.
    private func list(
        _ hires: Hires, people: Column<Double>, calmViews: Column<Double>, begin: Column<Double>
    ) -> Posts {
        let count = (0..<hires.count).reduce(0) { $0 + hires.posts[$1] }
        let posts = Posts(
            count: count, first: arena.column(hires.count), people: people, calmViews: calmViews, begin: begin,
            creator: arena.column(count), place: arena.column(count), level: arena.column(count),
            number: arena.column(count), moment: arena.column(count), views: arena.column(count),
            key: arena.column(count))
        var next = 0
        for creator in 0..<hires.count {
            posts.first[creator] = next
            for number in 0..<hires.posts[creator] {
                posts.creator[next] = creator
                posts.place[next] = hires.place[creator]
                posts.level[next] = hires.level[creator]
                posts.number[next] = number
                next += 1
            }
        }
        return posts
    }

    /// The moment of each post in weeks from the start: a creator's posts are spread evenly over the months, each further one
    /// at a random moment of the days about its place that are nearer to it than to its neighbours.
    private func schedule(_ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts) {
        let spacing = PostCalendar.spacing(postsPerMonth: draw[line.posts].rounded())
        for post in 0..<posts.count {
            let number = posts.number[post]
            let shift = number > 0 ? posts.key[post].uniform(PostUse.moment) - 0.5 : 0
            posts.moment[post] = posts.begin[posts.creator[post]] + (Double(number) + shift) * spacing
        }
    }

    /// The most posts that a creator makes.
    private func mostPosts(_ hires: Hires) -> Int { (0..<hires.count).reduce(0) { max($0, hires.posts[$1]) } }

    /// Draws the key of each post: a stream a post number, a key a place in the candidate list, so that neither more posts nor a longer
    /// candidate list changes the others.
    private func drawKeys(_ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts) {
        let keys: Column<DrawKey> = arena.column(hires.listLength)
        for number in 0..<mostPosts(hires) {
            source.open(draw.stream(line.streams.counts, of: .orders, post: number))
            source.fillKeys(keys.buffer)
            for creator in 0..<hires.count where hires.posts[creator] > number {
                posts.key[posts.first[creator] + number] = keys[hires.place[creator]]
            }
        }
    }

    /// Multiplies the views of each post by its luck, a stream a post number.
    private func applyLuck(_ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts) {
        if case .same(let slot) = line.postLuck {
            for post in 0..<posts.count { posts.views[post] *= draw[slot] }
            return
        }
        let luck: Column<Double> = arena.column(hires.listLength)
        for number in 0..<mostPosts(hires) {
            source.open(draw.stream(line.streams.luck, of: .posts, post: number))
            source.fillGaussians(luck.buffer)
            line.postLuck.apply(luck.buffer) { draw[$0] }
            for creator in 0..<hires.count where hires.posts[creator] > number {
                posts.views[posts.first[creator] + number] *= luck[hires.place[creator]]
            }
        }
    }

    /// Changes the posts' values by the events that strike, from their week on; each stays in its key's range.
    func applyTimed(
        _ keys: [QuantityKey], _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, to values: Column<Double>
    ) {
        for change in line.timed where keys.contains(change.key) && draw[change.strike] == 1 {
            let first = draw[change.from].rounded(.down) - 1
            let end = change.lasting.map { first + draw[$0].rounded() } ?? .infinity
            let value = draw[change.value]
            let range = change.key.range
            for post in 0..<posts.count where posts.moment[post] >= first && posts.moment[post] < end {
                let changed = change.operation(values[post], value)
                values[post] = min(max(changed, range.lowerBound), range.upperBound)
            }
        }
    }
}
