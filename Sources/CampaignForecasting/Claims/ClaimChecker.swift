// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// Confronts claims with what a scenario makes of them.
public struct ClaimChecker: Sendable {
    /// How many powers of ten an assumption is moved either way.
    private static let decades = 2.0

    private let campaign: PreparedCampaign
    private let options: ForecastOptions
    private let columns: ClaimColumns
    private let fits: ClaimFits

    /// A check of the claims of a campaign's scenario.
    ///
    /// - Throws: where it makes no claim, or cannot be simulated.
    public init(campaign: PreparedCampaign, options: ForecastOptions) throws(CampaignError) {
        guard !campaign.scenario.claims.isEmpty else { throw .noClaims }
        self.campaign = try PreparedCampaign(campaign.subject, isAdjustable: true)
        self.options = options
        columns = ClaimColumns(self.campaign)
        fits = ClaimFits(campaign.scenario.claims)
    }

    /// What was found.
    public func run(in context: RunContext = RunContext()) throws(CancellationError) -> ClaimCheck {
        let total = 2 * options.trials
        let table = try simulate(in: context.part(0..<options.trials, of: total))
        let assumptions = campaign.assumptions
        let typical = fits.logs(table)
        let remedies = try remedies(assumptions, typical: typical, in: context.part(options.trials..<total, of: total))
        let pairs = try pairs(assumptions.filter(\.isUncertain), table, in: context)
        return ClaimCheck(
            subject: campaign.subject, provenance: ForecastProvenance(options),
            searchTrials: options.searchTrials,
            claims: columns.claims.indices.map { number in
                checked(number, table, assumptions, remedies.map { $0[number] }, typical[number].miss == 0)
            }, pairs: pairs)
    }

    private func simulate(in context: RunContext) throws(CancellationError) -> SampleTable<ClaimColumn> {
        try Runner(options).table(of: columns.run, in: context) { [columns] block in
            columns.read(block.outcomes, block.draws)
        }
    }

    private func checked(
        _ number: Int, _ table: SampleTable<ClaimColumn>, _ assumptions: [Assumption], _ remedies: [ClaimRemedy?],
        _ holdsTypically: Bool
    ) -> CheckedClaim {
        let claim = columns.claims[number]
        func side(_ side: ClaimColumn.Side) -> [Double] { table[ClaimColumn(claim: number, side: side)] }
        let (left, low, high) = (side(.left), side(.low), side(.high))
        var store = SampleStore(trials: 1)
        store.add(left)
        let rows = left.indices.filter { !left[$0].isNaN && !low[$0].isNaN && !high[$0].isNaN }
        let ends = [low, high].map { ClaimFits.median($0) }
        let found = remedies.compactMap { $0 }.sorted { abs($0.decades) < abs($1.decades) }
        return CheckedClaim(
            claim: claim, simulated: store.summary(worstIsHigh: false).quantiles,
            claimed: ends[0] <= ends[1] ? ends[0]...ends[1] : nil,
            below: Proportion(count: rows.count { left[$0] < low[$0] }, trials: rows.count),
            holds: Proportion(
                count: left.indices.count { claim.holds(left[$0], low[$0], high[$0]) }, trials: left.count),
            undefined: left.count - rows.count, holdsTypically: holdsTypically,
            remedies: holdsTypically ? [] : found,
            helpless: holdsTypically ? [] : zip(assumptions, remedies).filter { $0.1 == nil }.map(\.0))
    }
}

// MARK: - What would have to be true

extension ClaimChecker {
    private func evaluator(threads: Int) -> PointEvaluator<ClaimColumn> {
        let columns = columns
        return PointEvaluator(
            columns.run, options.searching.asking(options.searchTrials), threads: threads,
            read: { columns.read($0, $1) })
    }

    /// By assumption, then by claim, the value that makes it hold.
    private func remedies(
        _ assumptions: [Assumption], typical: [ClaimFits.Logs], in context: RunContext
    ) throws(CancellationError) -> [[ClaimRemedy?]] {
        let evaluator = evaluator(threads: 1)
        let margins = columns.claims.indices.map { fits.margin($0, towardsLow: typical[$0].isTooLow) }
        return try BlockLoop.each(assumptions, threads: options.threads, in: context, worker: {}) {
            (_, assumption) throws(CancellationError) in
            let crossings = try evaluator.crossings(of: margins, span: Self.decades, in: context) {
                AssumptionPoint(setting: assumption, to: assumption.value(decades: $0))
            }
            return crossings.map { Self.remedy(assumption, $0) }
        }
    }

    private static func remedy(_ assumption: Assumption, _ crossings: Crossings) -> ClaimRemedy? {
        guard let nearest = crossings.all.min(by: { abs($0.position) < abs($1.position) }) else { return nil }
        let value = assumption.value(decades: nearest.position)
        let shown = assumption.shown(value)
        return ClaimRemedy(
            assumption: assumption, value: shown,
            error: abs(assumption.shown(assumption.value(decades: nearest.position + nearest.error)) - shown),
            decades: nearest.position, score: assumption.score(of: value))
    }
}

// MARK: - Two claims together

extension ClaimChecker {
    private func pairs(
        _ assumptions: [Assumption], _ table: SampleTable<ClaimColumn>, in context: RunContext
    ) throws(CancellationError) -> [ClaimPair] {
        let evaluator = evaluator(threads: options.threads)
        let count = columns.claims.count
        // Every point looked at, whatever for, tells of all claims.
        var seen: [[ClaimFits.Logs]] = []
        func logs(_ points: [[Double]]) throws(CancellationError) -> [[ClaimFits.Logs]] {
            let found = try evaluator.evaluate(
                points.map { AssumptionPoint(moving: assumptions, to: $0) }, in: context
            ).map(fits.logs)
            seen += found
            return found
        }
        let origin = Array(repeating: 0.0, count: assumptions.count)
        let start = try logs([origin])[0]
        let around = try logs(CentralDifferences.points(around: origin))
        // Slopes are those of the distances themselves, which do not stop at the edge of a tolerance.
        let slopes = (0..<count).map { claim in CentralDifferences.slopes(around.map { $0[claim].distance }) }
        func fit(_ claims: [Int]) throws(CancellationError) -> [Double] {
            if seen.contains(where: { point in claims.allSatisfy { point[$0].miss == 0 } }) {
                return claims.map { _ in 0 }
            }
            let fit = JointFit(range: StandardNormal.z995)
            return try fit.search(start: claims.map { start[$0].miss }, slopes: claims.map { slopes[$0] }) {
                point throws(CancellationError) in
                let found = try logs([point])[0]
                return claims.map { found[$0].miss }
            }.residuals
        }
        var alone: [Bool] = []
        for claim in 0..<count { alone.append(try fit([claim])[0] == 0) }
        var result: [ClaimPair] = []
        for first in 0..<count {
            for second in 0..<count where second > first {
                let misses = try fit([first, second])
                result.append(
                    ClaimPair(
                        first: first, second: second, both: both(first, second, table),
                        canHold: misses.allSatisfy { $0 == 0 }, firstCanHold: alone[first],
                        secondCanHold: alone[second], misses: misses.map { Double.exp($0) }))
            }
        }
        return result
    }

    private func both(_ first: Int, _ second: Int, _ table: SampleTable<ClaimColumn>) -> Proportion {
        let rows = 0..<options.trials
        func holds(_ number: Int) -> [Bool] {
            func side(_ side: ClaimColumn.Side) -> [Double] { table[ClaimColumn(claim: number, side: side)] }
            let (left, low, high) = (side(.left), side(.low), side(.high))
            return rows.map { columns.claims[number].holds(left[$0], low[$0], high[$0]) }
        }
        return Proportion(count: zip(holds(first), holds(second)).count { $0 && $1 }, trials: rows.count)
    }
}
