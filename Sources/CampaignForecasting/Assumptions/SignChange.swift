// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Where a margin changes its sign along a line of points at which it is known with errors.
///
/// Between points the margin in standard errors is taken to be straight. The interval holds the positions around the change at
/// which the margin is not told from 0, so it covers as that test does at each position.
struct SignChange: Sendable, Equatable {
    /// The position of the change.
    var position: Double
    /// The ends of its 95 % interval, the one towards the start first; nil where the margin is not told from 0 up to the end.
    var inner, outer: Double?
    /// Whether the margin falls below 0 on the side away from the start.
    var falls: Bool

    /// A margin at a position.
    struct Point: Sendable, Equatable {
        var position, value, error: Double
    }

    /// The nearest change of a margin to the start on one side of it, where the points show that it is no chance alone.
    ///
    /// - Parameters:
    ///   - points: what is known, the position 0 among it.
    ///   - way: 1 for changes above the start, −1 for those below.
    init?(_ points: [Point], way: Double) {
        // Positions are counted away from the start.
        let line = Self.sorted(points, way)
        guard let start = line.firstIndex(where: { $0.position == 0 }),
            let place = line.indices.first(where: { next in
                next > start && (line[next - 1].value > 0) != (line[next].value > 0)
            })
        else { return nil }
        let (before, after) = (line[place - 1], line[place])
        let share = before.value / (before.value - after.value)
        let crossing = before.position + (after.position - before.position) * (share.isFinite ? share : 0.5)
        let sign = before.value > 0 ? 1.0 : -1.0
        let scores = line.map { Self.score($0, sign: sign, scale: line.map { abs($0.value) }.max() ?? 0) }
        func position(_ score: Double, between one: Int, and other: Int) -> Double {
            let part = (scores[one] - score) / (scores[one] - scores[other])
            let (from, to) = (line[one].position, line[other].position)
            return from + (to - from) * (part.isFinite ? max(0, min(1, part)) : 0.5)
        }
        // Outwards the margin must be told from 0 before it turns back.
        var outer: Double?
        for next in place..<line.count {
            if scores[next] > 0 { break }
            guard scores[next] <= -StandardNormal.z975 else { continue }
            outer = position(-StandardNormal.z975, between: next - 1, and: next)
            break
        }
        guard let outer else { return nil }
        var inner: Double?
        for next in (0..<place).reversed() where scores[next] >= StandardNormal.z975 {
            inner = position(StandardNormal.z975, between: next, and: next + 1)
            break
        }
        self.position = way * crossing
        self.inner = inner.map { way * min($0, crossing) }
        self.outer = way * max(outer, crossing)
        falls = before.value > 0
    }

    /// Whether the change is told apart from the start: the interval leaves it out.
    var isApart: Bool { inner.map { $0 * position > 0 } ?? false }

    /// The points that have a value, from the far end on the other side of the start to the far end on this side; those beyond one
    /// without a value are out of reach.
    private static func sorted(_ points: [Point], _ way: Double) -> [Point] {
        let line = points.map { Point(position: $0.position * way, value: $0.value, error: $0.error) }
            .sorted { $0.position < $1.position }
        guard let start = line.firstIndex(where: { $0.position == 0 }), line[start].value.isFinite else { return [] }
        let first = line[..<start].lastIndex { !$0.value.isFinite }.map { $0 + 1 } ?? 0
        let end = line[start...].firstIndex { !$0.value.isFinite } ?? line.count
        return Array(line[first..<end])
    }

    /// A margin in standard errors, above 0 on the side of the start.
    private static func score(_ point: Point, sign: Double, scale: Double) -> Double {
        let error = point.error.isFinite ? max(point.error, 1e-9 * scale) : scale
        return error > 0 ? sign * point.value / error : 0
    }
}
