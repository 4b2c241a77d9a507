// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Who has been reached by the creators of a split so far in a trial, in people.
struct AudienceState {
    private let population, overlapWithin, overlapBetween, repeatResponse: Double
    /// Views of a post for each person who sees it.
    let viewsPerPerson: Double
    private(set) var reached = 0.0
    private var reachedByTier = Array(repeating: 0.0, count: Tier.allCases.count)

    init(_ audience: PreparedAudience, _ draw: TrialDraw) {
        population = audience.population.map { draw[$0] } ?? .infinity
        overlapWithin = draw[audience.overlapWithin]
        overlapBetween = draw[audience.overlapBetween]
        repeatResponse = draw[audience.repeatResponse]
        viewsPerPerson = draw[audience.viewsPerPerson]
    }

    /// The people whom a creator's posts reach, of `followers` people and views as given.
    ///
    /// The creator's audience A is as large as the real followers or the largest post, whichever is more; posts reach it
    /// at random: A · (1 − Π(1 − v/A)) (Sainsbury, in Caffyn and Sagovsky 1963).
    func people(followers: Double, views: UnsafeBufferPointer<Double>) -> Double {
        let largest = (views.max() ?? 0) / viewsPerPerson
        let audience = min(population, max(followers, largest))
        guard audience > 0 else { return 0 }
        let missed = views.reduce(1.0) { $0 * (1 - min(1, $1 / viewsPerPerson / audience)) }
        return audience * (1 - missed)
    }

    /// Takes in `people` reached by a creator of `tier`; returns those who are new and the factor on the response.
    ///
    /// Of a creator's people, the share `overlapWithin` was reached by the tier before and `overlapBetween` by other
    /// tiers, as far as these had reached so many; the rest is drawn at random from the population. New people are
    /// therefore people · (1 − reached/population) without overlap, and all of them in a population without end.
    mutating func add(people: Double, tier: Tier) -> (fresh: Double, response: Double) {
        guard people > 0 else { return (0, 1) }
        let number = Tier.allCases.firstIndex(of: tier) ?? 0
        let own = min(reachedByTier[number], people * overlapWithin)
        let others = min(reached - reachedByTier[number], people * overlapBetween)
        let known = min(people, own + others)
        let chance = population.isFinite ? (people - known) * min(1, reached / population) : 0
        let seen = min(people, known + chance)
        let fresh = max(0, people - seen)
        reached += fresh
        reachedByTier[number] += fresh
        return (fresh, 1 - (1 - repeatResponse) * seen / people)
    }
}

// MARK: - Audience

extension LineSimulator {
    /// Turns the views of each creator's posts into people, and notes how much less those reached before respond.
    func reach(_ line: PreparedLine, _ audience: inout AudienceState?) {
        guard line.hasAudience, var state = audience else { return }
        let (views, levels, response, sums) = (column(.views), column(.level), column(.response), sums.writer)
        let (people, made, firsts) = (column(.people), column(.posts), column(.first))
        for creator in 0..<creators where made[creator] > 0 {
            let first = Int(firsts[creator])
            let end = first + Int(made[creator])
            let own = state.people(
                followers: people[creator], views: UnsafeBufferPointer(start: views + first, count: end - first))
            let (fresh, factor) = state.add(people: own, tier: line.tier)
            sums.add(fresh, to: .reach, level: Int(levels[first]))
            for unit in first..<end { response[unit] = factor }
        }
        audience = state
    }
}
