// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Something read off a campaign that changes its sign where a decision or a claim changes.
struct Margin<Key: Hashable & Sendable>: Sendable {
    /// The value at a point from the point's columns, with its standard error; NaN where it does not exist.
    var value: @Sendable (_ columns: SampleTable<Key>) -> (value: Double, error: Double)
    /// Which of several states holds at a point, to name what lies beyond a crossing; nil where there is nothing to name.
    var state: @Sendable (_ columns: SampleTable<Key>) -> Int? = { _ in nil }
}

/// A position at which a margin changes its sign.
struct Crossing: Sendable, Equatable {
    /// The position with its interval.
    var change: SignChange
    /// The standard error of the position by the margin's slope there.
    var error: Double
    /// The margin's state beyond the crossing.
    var state: Int?

    /// The position.
    var position: Double { change.position }
    /// Whether the margin falls below 0 on the side away from the start.
    var falls: Bool { change.falls }
}

/// The nearest crossings of a margin on both sides; nil where there is none.
struct Crossings: Sendable, Equatable {
    /// The one at a lower position.
    var below: Crossing?
    /// The one at a higher position.
    var above: Crossing?

    /// Those that there are.
    var all: [Crossing] { [below, above].compactMap { $0 } }
}

extension PointEvaluator {
    /// The nearest crossings of each margin below and above 0 along a line of points, by margin.
    ///
    /// Each side is looked at in five steps outwards until every margin has crossed, so a pair of crossings within one step is missed;
    /// what chance alone may have crossed is no crossing; each one found is closed in upon until the margin is within a fifth of its
    /// error or the position within a hundredth of the step. A point at which the first trials leave no doubt of the sign is left
    /// at them, unless an interval ends beside it.
    ///
    /// - Parameters:
    ///   - span: how far positions go either way.
    ///   - point: the point at a position.
    func crossings(
        of margins: [Margin<Key>], span: Double, in context: RunContext, at point: @escaping (Double) -> AssumptionPoint
    ) throws(CancellationError) -> [Crossings] {
        let search = CrossingSearch(evaluator: self, margins: margins, context: context, point: point)
        try search.lookOutwards(steps: 5, span: span)
        var result: [Crossings] = []
        for margin in margins.indices {
            result.append(
                Crossings(below: try search.nearest(of: margin, way: -1), above: try search.nearest(of: margin, way: 1))
            )
        }
        return result
    }
}

/// What is known of some margins along a line of points; not for sharing between threads.
private final class CrossingSearch<Key: Hashable & Sendable> {
    private let evaluator: PointEvaluator<Key>
    private let margins: [Margin<Key>]
    private let context: RunContext
    private let point: (Double) -> AssumptionPoint
    private var tables: [Double: SampleTable<Key>] = [:]
    /// By position, what each margin is there.
    private var values: [Double: [(value: Double, error: Double)]] = [:]

    /// A margin this many errors from 0 leaves no doubt of its sign.
    private static var clear: Double { 5 }

    init(
        evaluator: PointEvaluator<Key>, margins: [Margin<Key>], context: RunContext,
        point: @escaping (Double) -> AssumptionPoint
    ) {
        self.evaluator = evaluator
        self.margins = margins
        self.context = context
        self.point = point
    }

    /// Looks at ever further positions on both sides, on each until every margin has crossed.
    func lookOutwards(steps: Int, span: Double) throws(CancellationError) {
        try complete([0])
        var open = [-1.0, 1]
        for step in 1...steps where !open.isEmpty {
            try look(at: open.map { $0 * Double(step) / Double(steps) * span })
            open = open.filter { way in
                margins.indices.contains { isFinite($0, at: 0) && SignChange(points(of: $0), way: way) == nil }
            }
        }
    }

    /// The nearest crossing of a margin on one side, closed in upon by the Illinois variant of false position (Dowell and Jarratt
    /// 1971).
    func nearest(of margin: Int, way: Double) throws(CancellationError) -> Crossing? {
        guard let (inner, outer) = bracket(of: margin, way: way) else { return nil }
        var (one, other) = (inner, outer)
        var (weightOne, weightOther) = (inner.value, outer.value)
        let width = abs(outer.position - inner.position)
        var error = inner.error
        for _ in 0..<8 where abs(other.position - one.position) > width / 100 {
            let middle = one.position - weightOne * (other.position - one.position) / (weightOther - weightOne)
            guard middle != one.position, middle != other.position else { break }
            try look(at: [middle], for: margin)
            let found = known(margin, at: middle)
            guard found.value.isFinite else { break }
            error = found.error
            if (found.value > 0) == (one.value > 0) {
                one = found
                weightOne = found.value
                weightOther /= 2
            } else {
                other = found
                weightOther = found.value
                weightOne /= 2
            }
            if abs(found.value) <= 0.2 * found.error { break }
        }
        guard let change = try confirmed(margin, way: way) else { return nil }
        let slope = (outer.value - inner.value) / (outer.position - inner.position)
        return Crossing(
            change: change, error: slope != 0 ? abs(error / slope) : .nan, state: state(of: margin, beyond: change, way)
        )
    }

    /// The points on both sides of the nearest crossing on one side.
    private func bracket(of margin: Int, way: Double) -> (inner: SignChange.Point, outer: SignChange.Point)? {
        let points = points(of: margin)
        guard let change = SignChange(points, way: way),
            let outer = points.filter({ $0.position * way > change.position * way }).min(by: {
                $0.position * way < $1.position * way
            }),
            let inner = points.filter({ $0.position * way < outer.position * way }).max(by: {
                $0.position * way < $1.position * way
            })
        else { return nil }
        return (inner, outer)
    }

    /// The change of a margin on one side once the points that its interval ends between are known in all trials.
    private func confirmed(_ margin: Int, way: Double) throws(CancellationError) -> SignChange? {
        while let change = SignChange(points(of: margin), way: way) {
            let positions = points(of: margin).map(\.position).sorted { $0 * way < $1 * way }
            let inner = positions.last { position in change.inner.map { position * way <= $0 * way } ?? false }
            let outer = positions.first { position in change.outer.map { position * way >= $0 * way } ?? false }
            let open = [inner, outer].compactMap { $0 }.filter { !isComplete($0) }
            guard !open.isEmpty else { return change }
            try complete(open)
        }
        return nil
    }

    /// The state of a margin at the first point that is beyond its change for certain.
    private func state(of margin: Int, beyond change: SignChange, _ way: Double) -> Int? {
        guard let end = change.outer,
            let position = tables.keys.filter({ $0 * way >= end * way }).min(by: { $0 * way < $1 * way })
        else { return nil }
        return tables[position].flatMap(margins[margin].state)
    }
}

// MARK: - What is known at positions

extension CrossingSearch {
    /// Looks at new positions in as many trials as it takes to know the sign of a margin, or of all.
    private func look(at positions: [Double], for margin: Int? = nil) throws(CancellationError) {
        let new = positions.filter { tables[$0] == nil }
        let found = try evaluator.evaluate(new.map(point), from: 0, upTo: evaluator.firstTrials, in: context)
        for (position, table) in zip(new, found) { note(table, at: position) }
        try complete(
            positions.filter { position in
                !(margin.map { [$0] } ?? Array(margins.indices)).allSatisfy { isClear($0, at: position) }
            })
    }

    /// Looks at positions in all trials.
    private func complete(_ positions: [Double]) throws(CancellationError) {
        let open = positions.filter { !isComplete($0) }
        for position in open {
            let from = tables[position]?.rowCount ?? 0
            let rest = try evaluator.evaluate([point(position)], from: from, upTo: evaluator.trials, in: context)[0]
            var table = tables[position] ?? SampleTable([])
            table.merge(rest)
            note(table, at: position)
        }
    }

    private func isComplete(_ position: Double) -> Bool { tables[position]?.rowCount == evaluator.trials }

    private func note(_ table: SampleTable<Key>, at position: Double) {
        tables[position] = table
        values[position] = margins.map { $0.value(table) }
    }

    /// A margin at a position, with what all trials would leave of its error.
    private func known(_ margin: Int, at position: Double) -> SignChange.Point {
        let (value, error) = values[position]?[margin] ?? (.nan, .nan)
        let share = Double(tables[position]?.rowCount ?? 0) / Double(evaluator.trials)
        return SignChange.Point(position: position, value: value, error: error * share.squareRoot())
    }

    /// The points at which a margin, or at least its sign, is known.
    private func points(of margin: Int) -> [SignChange.Point] {
        values.keys.filter { isClear(margin, at: $0) }.sorted().map { known(margin, at: $0) }
    }

    private func isFinite(_ margin: Int, at position: Double) -> Bool { known(margin, at: position).value.isFinite }

    private func isClear(_ margin: Int, at position: Double) -> Bool {
        guard !isComplete(position) else { return true }
        let (value, error) = values[position]?[margin] ?? (.nan, .nan)
        return value.isFinite && abs(value) >= Self.clear * error
    }
}
