// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
internal import CampaignModel

/// The leaves of which something is learnt or known already, in the order of their names, and the joint law of their scores.
struct ScoreSpace: Sendable {
    /// The leaves of the program, ordered by quantity and part.
    let leaves: [Int]
    /// The law of their scores: what the file states, or what was learnt before.
    let law: AffineLaw
    /// What belongs to the season: the place of the leaf of `offer`, and the share of its variance.
    let season: (place: Int, share: Double)?

    /// - Parameters:
    ///   - program: the assumptions as they are stated.
    ///   - touched: the leaves that results say something of.
    ///   - learned: what was learnt before.
    ///   - offer: the leaf of which a part belongs to the season; nil where there is none.
    ///   - season: that part, as a share of its variance.
    init(_ program: SharedProgram, touched: [Int], learned: Learned?, offer: Int?, season: Double) {
        let names = Self.names(program)
        let before = (learned?.scores ?? []).compactMap { score in
            names.firstIndex { $0.path == score.quantity && $0.part == score.part }
        }
        var members = Set(touched + before)
        for group in program.correlated where !members.isDisjoint(with: group.leaves) {
            members.formUnion(group.leaves)
        }
        let leaves = members.sorted { (names[$0].path, names[$0].part) < (names[$1].path, names[$1].part) }
        let places = Dictionary(uniqueKeysWithValues: leaves.enumerated().map { ($1, $0) })
        var mean = Array(repeating: 0.0, count: leaves.count)
        var factor = SquareMatrix(count: leaves.count)
        func state(_ own: [Int], _ rows: [[Double]]) {
            let own = own.compactMap { places[$0] }
            for (row, entries) in zip(own, rows) {
                for (column, entry) in zip(own, entries) { factor[row, column] = entry }
            }
        }
        for group in program.correlated where Set(group.leaves).isSubset(of: members) {
            let size = group.leaves.count
            state(group.leaves, (0..<size).map { row in Array(group.factor[row * size...row * size + row]) })
        }
        state(before, learned?.scores.map(\.factor) ?? [])
        for (leaf, score) in zip(before, learned?.scores ?? []) {
            if let place = places[leaf] { mean[place] = score.mean }
        }
        self.leaves = leaves
        law = AffineLaw(mean: mean, factor: factor)
        self.season = offer.flatMap { places[$0] }.flatMap { season > 0 ? ($0, season) : nil }
    }

    /// The quantity and the part of each leaf.
    static func names(_ program: SharedProgram) -> [(path: QuantityPath, part: Int)] {
        var counts: [QuantityPath: Int] = [:]
        return program.leaves.map { leaf in
            counts[leaf.path, default: 0] += 1
            return (leaf.path, counts[leaf.path] ?? 1)
        }
    }

    /// What was learnt, as a scenario holds it.
    func learned(_ law: AffineLaw, _ campaign: PreparedCampaign, season: Double, sources: [Learned.Source]) -> Learned {
        let names = Self.names(campaign.program)
        return Learned(
            season: season, sources: sources,
            scores: leaves.enumerated().map { place, leaf in
                Learned.Score(
                    quantity: names[leaf].path, part: names[leaf].part,
                    prior: campaign.scenario.priorHash(names[leaf].path),
                    mean: law.mean[place], factor: (0...place).map { law.factor[place, $0] })
            })
    }
}

// MARK: - Brand and season

/// Scores as a fit sees them: those of the brand, and one of the season where a part of `offer` belongs to it.
struct FittedScores: Sendable {
    private let space: ScoreSpace
    /// The law of what lasts from campaign to campaign.
    private let brand: AffineLaw
    /// How far the season's score moves that of `offer`.
    private let weight: Double

    /// Nil where what was learnt before leaves no room for a season of this size.
    init?(_ space: ScoreSpace) {
        self.space = space
        guard let season = space.season else {
            (brand, weight) = (space.law, 0)
            return
        }
        var covariance = space.law.factor.square
        covariance[season.place, season.place] -= season.share
        guard let factor = covariance.choleskyFactor() else { return nil }
        brand = AffineLaw(mean: space.law.mean, factor: factor)
        weight = season.share.squareRoot()
    }

    /// The independent scores.
    var count: Int { space.leaves.count + (space.season == nil ? 0 : 1) }

    /// Which of them results move that say something of some leaves.
    func inputs(of touched: [Int]) -> [Int] {
        let places = Set(touched.compactMap { space.leaves.firstIndex(of: $0) })
        let own = TouchedScores.inputs(of: places, factor: brand.factor)
        guard let season = space.season, places.contains(season.place) else { return own }
        return own + [count - 1]
    }

    /// The scores of the leaves.
    func scores(_ independent: [Double]) -> [Double] {
        guard let season = space.season else { return brand.scores(independent) }
        var scores = brand.scores(Array(independent.dropLast()))
        scores[season.place] += weight * independent[count - 1]
        return scores
    }

    /// The law of the leaves' scores in a later campaign, once `learnt` is the law of the independent ones: the season is another one.
    func next(_ learnt: AffineLaw) -> AffineLaw? {
        guard let season = space.season else { return brand.updated(by: learnt) }
        let own = space.leaves.count
        let square = learnt.factor.square
        guard let part = SquareMatrix(count: own, entry: { square[$0, $1] }).choleskyFactor() else { return nil }
        let lasting = brand.updated(by: AffineLaw(mean: Array(learnt.mean.prefix(own)), factor: part))
        var covariance = lasting.factor.square
        covariance[season.place, season.place] += season.share
        return covariance.choleskyFactor().map { AffineLaw(mean: lasting.mean, factor: $0) }
    }
}
