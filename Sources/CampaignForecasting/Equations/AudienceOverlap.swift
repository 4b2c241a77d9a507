// SPDX-License-Identifier: GPL-3.0-or-later

/// How many people posts reach, and how many of these were reached before. Counts are people.
struct AudienceOverlap {
    /// Everybody there is; infinite where nobody counted them.
    let population: Double
    /// The shares of a creator's people who were reached by the tier before, and by other tiers.
    let within, between: Double
    /// The response of people reached before, as a share of that of new ones.
    let repeatResponse: Double
    /// Views of a post for each person who sees it.
    let viewsPerPerson: Double

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

    /// Those of `people`, above 0, who were reached before.
    ///
    /// Of a creator's people, the share `within` was reached by the tier before and `between` by other tiers, as far as these had
    /// reached so many; the rest is drawn at random from the population. New people are therefore
    /// people · (1 − reached/population) without overlap, and all of them in a population without end.
    ///
    /// - Parameters:
    ///   - people: those whom the creator reaches.
    ///   - byTier: those whom creators of the same tier reached before.
    ///   - reached: those whom any creator reached before.
    func seenBefore(_ people: Double, byTier: Double, reached: Double) -> Double {
        let own = min(byTier, people * within)
        let others = min(reached - byTier, people * between)
        let known = min(people, own + others)
        let chance = population.isFinite ? (people - known) * min(1, reached / population) : 0
        return min(people, known + chance)
    }

    /// The factor on the response of `people`, above 0, of whom so many were reached before.
    func response(seen: Double, of people: Double) -> Double { 1 - (1 - repeatResponse) * seen / people }
}
