// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
public import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Learns from results what a scenario's uncertain quantities are.
public struct Calibrator: Sendable {
    /// The scenario, with what was learnt before.
    public let subject: Subject
    /// The seed of all draws.
    public var seed: UInt64
    /// The share of the variance of the score of `offer` that belongs to one campaign; nil for that of what was learnt before, or the usual one.
    public var season: Double?
    /// The lines of creators that the planner names.
    public var named: [String: String]
    /// The threads; the result does not depend on them.
    public var threads: Int
    /// How much work a fit does.
    var settings = FitSettings()
    /// The assumptions as they are stated.
    let prior: PreparedCampaign

    /// Stands among `named` for every creator who is not named.
    public static let everybody = LineMatch.everybody

    /// The draws behind figures before and after.
    static let shownDraws = 2_000

    /// Learns about a scenario.
    ///
    /// - Parameters:
    ///   - subject: the scenario.
    ///   - seed: the seed of all draws.
    ///   - season: the share of the variance of the score of `offer` that belongs to one campaign; nil for that of what was learnt before, or the
    ///     usual one.
    ///   - named: by creator, the name of the line.
    ///   - threads: the threads.
    public init(
        _ subject: Subject, seed: UInt64 = 1, season: Double? = nil, named: [String: String] = [:], threads: Int = 1
    ) throws(CampaignError) {
        self.subject = subject
        self.seed = seed
        self.season = season
        self.named = named
        self.threads = threads
        var stated = subject
        stated.scenario.learned = nil
        prior = try PreparedCampaign(stated)
    }

    /// What rows of results teach.
    ///
    /// - Throws: `CalibrationError` where they cannot teach, `CampaignError`, or `CancellationError` where the context ends the run.
    public func calibrate(_ fold: ResultFold, in context: RunContext = RunContext()) throws -> Calibration {
        try check(fold)
        let model = ScoreModel(prior)
        let results = SortedResults(fold, prior, named: named, medians: model.typicalValues)
        guard results.account.usedRows > 0 else { throw CalibrationError.nothingFits(results.account) }
        let sources = [results.account.source(fold)]
        let calibration = try calibrate(results.creators, results.account, sources, model, in: context)
        if calibration.quantities.isEmpty { throw CalibrationError.nothingUncertain }
        return calibration
    }

    /// Refuses what cannot be asked.
    private func check(_ fold: ResultFold) throws(CalibrationError) {
        let known = subject.scenario.lines.map(\.name)
        if let name = named.values.sorted().first(where: { !known.contains($0) }) {
            throw .unknownLine(name, known: known)
        }
        guard let learned = subject.scenario.learned else { return }
        if let season, season != learned.season { throw .otherSeason(asked: season, before: learned.season) }
        for source in learned.sources {
            let found = fold.count(of: source.sample)
            if found > 0 { throw .learntBefore(source, found: found) }
        }
    }

    /// What results of creators teach.
    func calibrate(
        _ creators: [CreatorResult], _ account: ResultAccount, _ sources: [Learned.Source], _ model: ScoreModel,
        in context: RunContext = RunContext()
    ) throws -> Calibration {
        // The order in which rows come is chance of another kind.
        let creators = creators.sorted { $0.key < $1.key }
        let likelihood = ResultLikelihood(creators)
        let touched = try touched(likelihood, model)
        let space = space(touched)
        guard let fitted = FittedScores(space) else {
            throw CalibrationError.otherSeason(asked: seasonShare, before: seasonShare)
        }
        context.report(done: 0, of: 3)
        let check = priorCheck(creators, space, model)
        try context.check()
        context.report(done: 1, of: 3)
        let learning = learn(likelihood, touched, space, fitted, model, creators)
        try context.check()
        context.report(done: 2, of: 3)
        var failures = learning.failures
        let next = failures.isEmpty ? fitted.next(learning.law).map(Self.rounded) : nil
        if next == nil, failures.isEmpty { failures = [.fit(.degenerate)] }
        var learned = subject.scenario.learned
        if let next, !touched.isEmpty {
            learned = space.learned(
                next, prior, season: seasonShare, sources: (learned?.sources ?? []) + sources)
        }
        let lines = Set(creators.map(\.kind)).sorted()
        let calibration = Calibration(
            subject: subject, seed: seed, account: account, check: check, fit: learning.check, failures: failures,
            learned: failures.isEmpty ? learned : nil, season: seasonFate(touched),
            quantities: try quantities(touched, learned), figures: figures(lines, space, next ?? space.law, model),
            leftOut: leftOut)
        context.report(done: 3, of: 3)
        return calibration
    }

    /// Digits that no result supports are not written; what is written is what is meant.
    private static func rounded(_ law: AffineLaw) -> AffineLaw {
        func round(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
        return AffineLaw(
            mean: law.mean.map(round),
            factor: SquareMatrix(count: law.factor.count, entries: law.factor.entries.map(round)))
    }
}

// MARK: - Steps

extension Calibrator {
    var seasonShare: Double { season ?? subject.scenario.learned?.season ?? Learned.usualSeason }

    /// The leaf of which a part belongs to the season; nil where `offer` is not one uncertain distribution.
    private var offer: Int? {
        guard let path = prior.scenario.shared[.offer] else { return nil }
        let own = prior.program.leaves.indices.filter { prior.program.leaves[$0].path == path }
        return own.count == 1 ? own[0] : nil
    }

    private func seasonFate(_ touched: [Int]) -> Calibration.Season {
        guard seasonShare > 0 else { return .none }
        guard let offer else { return .notUncertain }
        return touched.contains(offer) ? .redrawn(seasonShare) : .untouched
    }

    func space(_ touched: [Int]) -> ScoreSpace {
        ScoreSpace(
            prior.program, touched: touched, learned: subject.scenario.learned,
            offer: offer.flatMap { touched.contains($0) ? $0 : nil }, season: seasonShare)
    }

    /// The leaves that results say something of.
    func touched(_ likelihood: ResultLikelihood, _ model: ScoreModel) throws(CalibrationError) -> [Int] {
        let candidates = model.leaves
        let found = TouchedScores.found(count: candidates.count) { scores in
            let kinds = model.kinds(widened(scores, at: candidates))
            return likelihood.logLikelihood(kinds.typical, kinds.spreads)
        }.map { candidates[$0] }
        let jumping = found.filter { prior.program.leaves[$0].distribution.jumps }
        guard jumping.isEmpty else { throw .jumps(jumping.map { prior.program.leaves[$0].path }) }
        return found
    }

    /// Scores of all leaves, of which some are these and the others at their medians.
    func widened(_ scores: [Double], at leaves: [Int]) -> [Double] {
        var wide = Array(repeating: 0.0, count: prior.program.leaves.count)
        for (leaf, score) in zip(leaves, scores) { wide[leaf] = score }
        return wide
    }

    func learn(
        _ likelihood: ResultLikelihood, _ touched: [Int], _ space: ScoreSpace, _ fitted: FittedScores,
        _ model: ScoreModel,
        _ creators: [CreatorResult]
    ) -> Learning {
        let kinds: @Sendable ([Double]) -> CreatorKinds = { independent in
            model.kinds(widened(fitted.scores(independent), at: space.leaves))
        }
        let fit = ScoreFit(
            count: fitted.count, touched: fitted.inputs(of: touched), draws: draws(fitted.count), settings: settings,
            workers: Workers(count: threads)
        ) { independent in
            let kinds = kinds(independent)
            return likelihood.logLikelihood(kinds.typical, kinds.spreads)
        }
        let statistics = Set(creators.map(\.kind)).sorted().flatMap { line in
            let name = prior.lines[line].name
            return [
                LearntStatistic(name: "orders of a post of \(name)") {
                    Double.log(kinds($0).ordersPerPost(line: line))
                },
                LearntStatistic(name: "the fee for an order of \(name)") {
                    kinds($0).feePerOrder(line: line).map { Double.log($0) } ?? 0
                },
            ]
        }
        return Learner(fit: fit, statistics: statistics).learn()
    }

    /// Numbers by their place, from streams of their own.
    private func draws(_ count: Int) -> DrawSource {
        let names = DrawSource.Stage.allCases.map { stage in
            (0...count).map { StreamName("calibrate", use: "\(stage) \($0)") }
        }
        return DrawSource { [seed] stage, draw, coordinate in
            names[stage.rawValue][coordinate].uniform(seed: seed, trial: draw)
        }
    }

    /// Scores by leaf in the trials of a run, those of a space by a law of theirs.
    private func scores(_ count: Int, _ space: ScoreSpace, _ law: AffineLaw) -> [[Double]] {
        let program = prior.program
        let uniforms = program.uniforms(trials: 0..<count, points: .independent(NoiseKey(seed: seed)))
        var scores = program.scores(uniforms: uniforms).leaves
        for trial in 0..<count {
            let own = law.scores(space.leaves.map { NormalLaw.quantile(uniforms[$0][trial]) })
            for (leaf, score) in zip(space.leaves, own) { scores[leaf][trial] = score }
        }
        return scores
    }

    private func priorCheck(_ creators: [CreatorResult], _ space: ScoreSpace, _ model: ScoreModel) -> PriorCheck {
        let kinds = model.kinds(scores(PriorCheck.count, space, space.law), count: PriorCheck.count)
        return PriorCheck(creators, kinds, lines: prior.lines, seed: seed, threads: threads)
    }

    /// What planners read of lines, before and after.
    private func figures(
        _ lines: [Int], _ space: ScoreSpace, _ next: AffineLaw, _ model: ScoreModel
    ) -> [Calibration.LearntFigure] {
        let (before, after) = (kinds(space, space.law, model), kinds(space, next, model))
        func quantiles(_ kinds: [CreatorKinds], _ value: (CreatorKinds) -> Double?) -> [QuantileEstimate] {
            let values = kinds.compactMap(value).sorted()
            let ladder = RankLadder(values.map { Histogram.Rung(value: $0, count: 1) })
            return values.isEmpty ? [] : [0.05, 0.5, 0.95].map(ladder.quantile)
        }
        return lines.flatMap { line in
            Calibration.LearntFigure.Kind.allCases.compactMap { kind -> Calibration.LearntFigure? in
                func value(_ kinds: CreatorKinds) -> Double? {
                    switch kind {
                    case .ordersPerPost: kinds.ordersPerPost(line: line)
                    case .feePerOrder: kinds.feePerOrder(line: line)
                    }
                }
                let (old, new) = (quantiles(before, value), quantiles(after, value))
                guard !old.isEmpty, !new.isEmpty else { return nil }
                return .init(line: prior.lines[line].name, kind: kind, before: old, after: new)
            }
        }
    }

    private func kinds(_ space: ScoreSpace, _ law: AffineLaw, _ model: ScoreModel) -> [CreatorKinds] {
        model.kinds(scores(Self.shownDraws, space, law), count: Self.shownDraws)
    }

    /// The uncertain quantities that results say something of, before and after.
    private func quantities(_ touched: [Int], _ learned: Learned?) throws(CampaignError) -> [Calibration.LearntQuantity]
    {
        var scenario = subject.scenario
        scenario.learned = learned
        let (old, new) = (try PreparedCampaign(subject), try PreparedCampaign(Subject(scenario)))
        let pairs = zip(old.assumptions, new.assumptions)
        return pairs.compactMap { before, after in
            guard case .leaf(let leaf, _) = before.handle, touched.contains(leaf) else { return nil }
            let widths = [old, new].map { $0.program.leaves[leaf].learnt?.deviation ?? 1 }
            return Calibration.LearntQuantity(before: before, after: after, width: widths[1] / widths[0])
        }
    }

    /// Parts that results went through and the likelihood leaves out.
    private var leftOut: [ModelPart] {
        let parts = prior.scenario.parts
        return [ModelPart.audience, .risks].filter(parts.contains)
    }
}

extension ResultAccount {
    /// What is kept of the results, to be told from others.
    fileprivate func source(_ fold: ResultFold) -> Learned.Source {
        Learned.Source(
            rows: rows, creators: creators, orders: orders, firstDay: firstDay, lastDay: lastDay, hash: fold.hash,
            sample: fold.sample)
    }
}
