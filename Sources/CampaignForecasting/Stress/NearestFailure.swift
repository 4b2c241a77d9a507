// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Searches the point nearest to the origin at which a function of independent standard normal scores falls to 0.
///
/// Each step replaces the function by its plane through central differences and goes to the nearest point of that plane's zero
/// (Hasofer and Lind 1974; Rackwitz and Fiessler 1978), at most so far as it moved before; then the zero is found along the
/// ray through the last point, with its interval. The point is a local minimum: another direction could be nearer where the
/// function bends strongly.
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
        var point = origin
        var slopes = origin
        var followed = Array(origin.indices)
        var longest = greatest
        var timesAtTheEnd = 0
        for step in 0..<10 {
            slopes = try self.slopes(at: point, of: followed, slopes, evaluate)
            let here = try evaluate([point])[0]
            let square = slopes.reduce(0) { $0 + $1 * $1 }
            guard square > 0, here.value.isFinite else { break }
            if step == 0 { followed = Self.strongest(slopes, square) }
            let product = zip(slopes, point).reduce(0) { $0 + $1.0 * $1.1 }
            var next = slopes.map { (product - here.value) / square * $0 }
            // Chance at the origin must not turn the direction around.
            if product - here.value > 0 { next = slopes.map { -0.1 * $0 / square.squareRoot() } }
            let length = Self.length(next)
            if length > greatest {
                next = next.map { $0 * greatest / length }
                timesAtTheEnd += 1
            }
            let move = Self.length(zip(next, point).map { $0 - $1 })
            if move > longest { next = zip(next, point).map { $1 + ($0 - $1) * longest / move } }
            longest = min(longest, max(move, 0.1)) * 0.8
            point = next
            if timesAtTheEnd == 2 || move < 0.02 || abs(here.value) < 0.2 * here.error { break }
        }
        return try alongRay(point, slopes, start, evaluate, precise)
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
        // The interval may reach from the origin to the end: five points tell most where it lies.
        let (from, to) = (rough.inner ?? 0, rough.outer ?? greatest)
        let half = max(greatest / Double(2 * steps), 0.6 * (to - from))
        let around = [-1, -0.5, 0, 0.5, 1].map { rough.position + half * $0 }.filter { $0 > 0 && $0 <= greatest }
        let near = try points(around, precise)
        let beyond = all.filter { $0.position > (around.last ?? 0) }
        guard let change = SignChange([origin] + near + beyond, way: 1) else { return .never }
        return .found(point: direction.map { $0 * change.position }, slopes: slopes, change: change)
    }

    private static func length(_ point: [Double]) -> Double { point.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
