// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Who has been reached by the creators of a split so far in a trial, in people.
struct AudienceState {
    private let overlap: AudienceOverlap
    private(set) var reached = 0.0
    private var reachedByTier = Array(repeating: 0.0, count: Tier.allCases.count)

    init(_ overlap: AudienceOverlap) { self.overlap = overlap }

    init(_ audience: PreparedAudience, _ draw: TrialDraw) {
        self.init(
            AudienceOverlap(
                population: audience.population.map { draw[$0] } ?? .infinity, within: draw[audience.overlapWithin],
                between: draw[audience.overlapBetween], repeatResponse: draw[audience.repeatResponse],
                viewsPerPerson: draw[audience.viewsPerPerson]))
    }

    /// Takes in those whom a creator of `tier` reaches; returns the new ones among them and the factor on the response.
    ///
    /// - Parameters:
    ///   - followers: the creator's real followers.
    ///   - views: those of the creator's posts.
    ///   - tier: the creator's tier.
    mutating func add(
        followers: Double, views: UnsafeBufferPointer<Double>, tier: Tier
    ) -> (fresh: Double, response: Double) {
        add(people: overlap.people(followers: followers, views: views), tier: tier)
    }

    /// Takes in `people` reached by a creator of `tier`; returns those who are new and the factor on the response.
    mutating func add(people: Double, tier: Tier) -> (fresh: Double, response: Double) {
        guard people > 0 else { return (0, 1) }
        let number = Tier.allCases.firstIndex(of: tier) ?? 0
        let seen = overlap.seenBefore(people, byTier: reachedByTier[number], reached: reached)
        let fresh = max(0, people - seen)
        reached += fresh
        reachedByTier[number] += fresh
        return (fresh, overlap.response(seen: seen, of: people))
    }
}

// MARK: - Audience

extension LineSimulator {
    /// By post, how much less people respond who were reached before; nil where audiences are left out.
    func reach(
        _ line: PreparedLine, _ hires: Hires, _ posts: Posts, _ audience: inout AudienceState?
    ) -> Column<Double>? {
        guard line.hasAudience, var state = audience else { return nil }
        let (sums, response) = (sums.writer, arena.column(posts.count, of: Double.self))
        for creator in 0..<hires.count where hires.posts[creator] > 0 {
            let own = posts.first[creator]..<posts.first[creator] + hires.posts[creator]
            let (fresh, factor) = state.add(
                followers: posts.people[creator], views: UnsafeBufferPointer(posts.views.buffer(own)), tier: line.tier)
            sums.add(fresh, to: .reach, level: hires.level[creator])
            for post in own { response[post] = factor }
        }
        audience = state
        return response
    }
}
