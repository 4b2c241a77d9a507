// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Searches the point nearest to the origin at which a function of independent standard normal scores falls to 0.
///
/// Each step replaces the function by a plane and goes to the nearest point of that plane's zero (Hasofer and Lind 1974; Rackwitz and
/// Fiessler 1978), at most so far as it moved before. The plane's slopes are central differences at the origin; each step corrects
/// them by what the function changed along it (Broyden 1965), and where steps end they are measured again, until they point where
/// the point lies. Then the zero is found along the ray through the last point, with its interval. The point is a local minimum:
/// another direction could be nearer where the function bends strongly.
struct NearestFailure {
    /// The number of scores.
    let dimensions: Int
    /// The greatest length that is looked at.
    var greatest = 4.0

    /// The function's values with their standard errors, at several points.
    typealias Function = ([[Double]]) throws(CancellationError) -> [(value: Double, error: Double)]

    enum Outcome {
        /// The function is not above 0 at the origin.
        case already
        /// The function is not told from 0 at the origin.
        case open
        case never
        /// The point, the slopes there, and the change on the ray through it, by distance.
        case found(point: [Double], slopes: [Double], change: SignChange)
    }

    /// The share of the squared slopes at the origin that the scores hold which are looked at again after it.
    private static let followed = 0.99

    /// How often slopes are measured at most.
    private static let rounds = 5

    /// The outcome.
    ///
    /// - Parameters:
    ///   - evaluate: the function, by which the direction is found.
    ///   - precise: the function with smaller errors, by which it is judged at the origin and around the zero.
    func search(_ evaluate: Function, precise: Function) throws(CancellationError) -> Outcome {
        let origin = Array(repeating: 0.0, count: dimensions)
        let start = try precise([origin])[0]
        guard start.value.isFinite else { return .never }
        if abs(start.value) < StandardNormal.z975 * start.error { return .open }
        guard start.value > 0 else { return .already }
        var walk = Walk(point: origin, value: try evaluate([origin])[0], slopes: origin, greatest: greatest)
        var followed = Array(origin.indices)
        var shortest: [Double]?
        for round in 0..<Self.rounds {
            walk.slopes = try slopes(at: walk.point, of: followed, walk.slopes, evaluate)
            let square = Self.square(walk.slopes)
            guard square > 0, walk.value.value.isFinite, round == 0 || !walk.isAlongSlopes else { break }
            if round == 0 { followed = Self.strongest(walk.slopes, square) }
            try walk.go(evaluate, stepping: greatest / Double(1 << round))
            if walk.isAtZero, Self.length(walk.point) < shortest.map(Self.length) ?? .infinity { shortest = walk.point }
        }
        return try alongRay(shortest ?? walk.point, walk.slopes, start, evaluate, precise)
    }

    /// The scores with the greatest slopes.
    private static func strongest(_ slopes: [Double], _ square: Double) -> [Int] {
        var sum = 0.0
        var result: [Int] = []
        for score in slopes.indices.sorted(by: { (abs(slopes[$1]), $0) < (abs(slopes[$0]), $1) }) {
            guard sum < followed * square else { break }
            result.append(score)
            sum += slopes[score] * slopes[score]
        }
        return result.sorted()
    }

    /// The slopes at a point of some scores; the others keep those they had.
    private func slopes(
        at point: [Double], of scores: [Int], _ before: [Double], _ evaluate: Function
    ) throws(CancellationError) -> [Double] {
        let values = try evaluate(CentralDifferences.points(around: point, moving: scores))
        var slopes = before
        for (score, slope) in zip(scores, CentralDifferences.slopes(values.map(\.value))) { slopes[score] = slope }
        return slopes
    }

    /// The nearest zero on the ray from the origin through a point.
    private func alongRay(
        _ point: [Double], _ slopes: [Double], _ start: (value: Double, error: Double), _ evaluate: Function,
        _ precise: Function
    ) throws(CancellationError) -> Outcome {
        let length = Self.length(point)
        guard length > 0 else { return .never }
        let direction = point.map { $0 / length }
        func points(
            _ distances: [Double], _ function: Function
        ) throws(CancellationError) -> [SignChange.Point] {
            let values = try function(distances.map { distance in direction.map { $0 * distance } })
            return zip(distances, values).map {
                SignChange.Point(position: $0, value: $1.value, error: $1.error)
            }
        }
        let origin = SignChange.Point(position: 0, value: start.value, error: start.error)
        let steps = 16
        let all = try points((1...steps).map { greatest * Double($0) / Double(steps) }, evaluate)
        guard let rough = SignChange([origin] + all, way: 1) else { return .never }
        // The interval may reach from the origin to the end.
        let (from, to) = (rough.inner ?? 0, rough.outer ?? greatest)
        let half = max(greatest / Double(2 * steps), 0.6 * (to - from))
        let around = [-1, 0, 1].map { rough.position + half * $0 }.filter { $0 > 0 && $0 <= greatest }
        var near = try points(around, precise)
        let beyond = all.filter { $0.position > (around.last ?? 0) }
        guard var change = SignChange([origin] + near + beyond, way: 1) else { return .never }
        // Where the function bends, the zero of a chord is not yet its own.
        for _ in 0..<2 where near.allSatisfy({ abs($0.position - change.position) > half / 4 }) {
            near += try points([change.position], precise)
            guard let closer = SignChange([origin] + near + beyond, way: 1) else { return .never }
            change = closer
        }
        return .found(point: direction.map { $0 * change.position }, slopes: slopes, change: change)
    }

    fileprivate static func square(_ point: [Double]) -> Double { point.reduce(0) { $0 + $1 * $1 } }
    fileprivate static func length(_ point: [Double]) -> Double { square(point).squareRoot() }
}

/// Steps towards the nearest point of a plane's zero, the plane being corrected on the way.
private struct Walk {
    private(set) var point: [Double]
    /// The function at the point, and its slopes.
    private(set) var value: (value: Double, error: Double)
    var slopes: [Double]
    /// The greatest distance from the origin.
    let greatest: Double
    /// The greatest length of the next step, and how often a step would have left that distance.
    private var (longest, timesAtTheEnd) = (0.0, 0)

    /// The most steps between two measurements of the slopes.
    private static let steps = 8

    init(point: [Double], value: (value: Double, error: Double), slopes: [Double], greatest: Double) {
        (self.point, self.value, self.slopes, self.greatest) = (point, value, slopes, greatest)
    }

    /// Whether the function falls fastest in the direction of the point, within 8°, which lengthens a point by at most a hundredth.
    var isAlongSlopes: Bool {
        -change(along: point) >= 0.99 * NearestFailure.length(slopes) * NearestFailure.length(point)
    }

    /// What the slopes let expect of a move.
    private func change(along way: [Double]) -> Double { zip(slopes, way).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Takes steps, the first at most so long and each shorter than the one before, until the next ones would hardly move.
    mutating func go(_ evaluate: NearestFailure.Function, stepping longest: Double) throws(CancellationError) {
        (self.longest, timesAtTheEnd) = (longest, 0)
        var left = Self.steps
        while left > 0, try step(evaluate) { left -= 1 }
    }

    /// Whether the function is not told from 0 here.
    var isAtZero: Bool { abs(value.value) <= 2 * value.error }

    /// Takes a step; false where there is none to take or the next ones would hardly move.
    private mutating func step(_ evaluate: NearestFailure.Function) throws(CancellationError) -> Bool {
        let square = NearestFailure.square(slopes)
        guard square > 0, timesAtTheEnd < 2 else { return false }
        let product = change(along: point)
        var next = slopes.map { (product - value.value) / square * $0 }
        // Chance at the origin must not turn the direction around.
        if product - value.value > 0 { next = slopes.map { -0.1 * $0 / square.squareRoot() } }
        let length = NearestFailure.length(next)
        if length > greatest {
            next = next.map { $0 * greatest / length }
            timesAtTheEnd += 1
        }
        let move = NearestFailure.length(zip(next, point).map { $0 - $1 })
        guard move >= 0.02 else { return false }
        if move > longest { next = zip(next, point).map { $1 + ($0 - $1) * longest / move } }
        longest = min(longest, max(move, 0.1)) * 0.8
        let found = try evaluate([next])[0]
        guard found.value.isFinite else { return false }
        let way = zip(next, point).map { $0 - $1 }
        // What a short step changes is told from chance only with a large error.
        if move >= 0.1 {
            SecantSlopes.correct(&slopes, along: way, by: found.value - value.value - change(along: way))
        }
        (point, value) = (next, found)
        return true
    }
}
