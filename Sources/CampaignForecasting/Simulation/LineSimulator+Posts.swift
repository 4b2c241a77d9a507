// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Posts

extension LineSimulator {
    /// Views of each unit's posts: reach · F₀ · (F/F₀)^e · X a post, with F the real followers, F₀ those of the
    /// typical creator and X the post's luck; rounded to whole views.
    func publish(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        expectViews(line, draw, replicates)
        if line.followsPosts {
            makePostsUnits(line, draw, replicates)
            drawViewsOfPosts(line, draw, replicates)
        } else {
            drawViewsOfCreators(line, draw, replicates)
        }
        let (sums, levels, views) = (sums.writer, column(.level), column(.views))
        let posts = line.followsPosts ? 1 : draw[line.posts].rounded()
        for unit in 0..<units {
            views[unit] = min(views[unit], Self.mostViews)
            sums.add(views[unit], to: .views, level: Int(levels[unit]))
            sums.add(posts, to: .posts, level: Int(levels[unit]))
        }
    }

    /// GSL's binomial counts to 2³² − 1.
    static let mostViews = 4_294_967_295.0

    /// Fills the base views, a post's expectation before its luck, of each creator.
    private func expectViews(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (base, rate, followers, queue) = (column(.baseViews), column(.rate), column(.followers), column(.queue))
        let exponent = draw[line.sizeExponent]
        drawAlongQueue(line.fakeFollowers, line.streams.fakeFollowers, draw, replicates)
        let people = column(.real)
        for unit in 0..<units {
            let creator = Int(queue[unit])
            let real = followers[creator] * (1 - rate[creator])
            base[unit] =
                exponent == 1
                ? real : line.referenceFollowers * Double.pow(real / line.referenceFollowers, exponent)
            if line.hasAudience { people[unit] = real }
        }
        drawAlongQueue(line.viewsPerFollower, line.streams.views, draw, replicates)
        for unit in 0..<units { base[unit] *= rate[Int(queue[unit])] }
    }

    private func drawViewsOfCreators(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (views, base, queue) = (column(.views), column(.baseViews), column(.queue))
        let posts = Int(draw[line.posts].rounded())
        if case .same(let slot) = line.postLuck {
            for unit in 0..<units { views[unit] = (base[unit] * draw[slot]).rounded() * Double(posts) }
            return
        }
        for unit in 0..<units { views[unit] = 0 }
        for post in 0..<posts {
            let luck = drawLuck(post, line, draw, replicates)
            for unit in 0..<units { views[unit] += (base[unit] * luck[Int(queue[unit])]).rounded() }
        }
    }

    /// The luck of everybody's post number `post`, by place in the queue.
    ///
    /// A stream a post number, so that neither more posts nor a longer queue changes the luck of the others.
    private func drawLuck(
        _ post: Int, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates
    ) -> UnsafeMutableBufferPointer<Double> {
        let luck = UnsafeMutableBufferPointer(start: column(.rate), count: queueLength)
        if line.postLuck.varies {
            source.open(line.streams.luck, trial: draw.trial, replicate: 2 * post + replicates.posts)
            source.fillGaussians(luck)
        }
        line.postLuck.apply(luck) { draw[$0] }
        return luck
    }
}

// MARK: - Posts as units

extension LineSimulator {
    /// Makes a unit of each post that a creator delivers, in the order of the queue, with its week.
    private func makePostsUnits(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let creators = units
        let count = (0..<creators).reduce(0) { $0 + Int(column(.delivered)[$1]) }
        scratch.reserve(count)
        for unit in 0..<creators {
            column(.ownQueue)[unit] = column(.queue)[unit]
            column(.ownLevel)[unit] = column(.level)[unit]
            column(.ownBase)[unit] = column(.baseViews)[unit]
        }
        if let law = line.startWeek { drawAlongQueue(law, line.streams.startWeek, draw, replicates) }
        let (start, delivered) = (column(.rate), column(.delivered))
        let (queue, level, base) = (column(.queue), column(.level), column(.baseViews))
        let (post, week) = (column(.post), column(.week))
        let days = PostCalendar.daysPerMonth / draw[line.posts].rounded()
        units = 0
        for creator in 0..<creators {
            let place = column(.ownQueue)[creator]
            let first = line.startWeek == nil ? 1 : start[Int(place)]
            for number in 0..<Int(delivered[creator]) {
                queue[units] = place
                level[units] = column(.ownLevel)[creator]
                base[units] = column(.ownBase)[creator]
                post[units] = Double(number)
                week[units] = PostCalendar.week(start: first, days: Double(number) * days)
                units += 1
            }
        }
    }

    private func drawViewsOfPosts(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (views, base, post, queue) = (column(.views), column(.baseViews), column(.post), column(.queue))
        applyTimed([.viewsPerFollower], line, draw, to: base)
        let last = (0..<units).reduce(-1) { max($0, Int(post[$1])) }
        // Where each creator's posts begin, so that post after post is written without a search.
        var firsts: [Int] = []
        for unit in 0..<units where post[unit] == 0 { firsts.append(unit) }
        for number in stride(from: 0, through: last, by: 1) {
            let luck = drawLuck(number, line, draw, replicates)
            for first in firsts {
                let unit = first + number
                guard unit < units, queue[unit] == queue[first] else { continue }
                views[unit] = (base[unit] * luck[Int(queue[unit])]).rounded()
            }
        }
    }

    /// Changes the units' values by the events that strike, from their week on; shares stay in 0…1.
    func applyTimed(
        _ keys: [QuantityKey], _ line: PreparedLine, _ draw: TrialDraw, to values: UnsafeMutablePointer<Double>
    ) {
        for change in line.timed where keys.contains(change.key) && draw[change.strike] == 1 {
            let first = draw[change.from].rounded(.down) - 1
            let end = change.lasting.map { first + draw[$0].rounded() } ?? .infinity
            let (week, value) = (column(.week), draw[change.value])
            let range = change.key.range
            for unit in 0..<units where week[unit] >= first && week[unit] < end {
                let changed = change.operation(values[unit], value)
                values[unit] = min(max(changed, range.lowerBound), range.upperBound)
            }
        }
    }
}
