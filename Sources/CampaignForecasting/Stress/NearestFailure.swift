// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// Searches the point nearest to the origin at which a function of independent standard normal scores falls to 0.
///
/// Each step replaces the function by its plane through central differences and goes to the nearest point of that plane's zero
/// (Hasofer and Lind 1974; Rackwitz and Fiessler 1978), at most so far as it moved before; then the zero is found along the
/// ray through the last point. The point is a local minimum: another direction could be nearer where the function bends
/// strongly.
struct NearestFailure {
    /// The number of scores.
    let dimensions: Int
    /// The greatest length that is looked at.
    var greatest = 4.0

    /// The function's values with their standard errors, at several points; nil where it was cancelled.
    typealias Function = ([[Double]]) -> [(value: Double, error: Double)]?

    enum Outcome {
        /// The function is not above 0 at the origin.
        case already
        case never
        /// The point, the slopes there, and the standard error of its distance.
        case found(point: [Double], slopes: [Double], error: Double)
    }

    /// The outcome; nil where it was cancelled.
    func search(_ evaluate: Function) -> Outcome? {
        var point = Array(repeating: 0.0, count: dimensions)
        guard let start = evaluate([point])?.first else { return nil }
        guard start.value > 0 else { return .already }
        var slopes = point
        var longest = greatest
        var timesAtTheEnd = 0
        for _ in 0..<10 {
            guard let found = self.slopes(at: point, evaluate), let here = evaluate([point])?.first else { return nil }
            slopes = found
            let square = slopes.reduce(0) { $0 + $1 * $1 }
            guard square > 0, here.value.isFinite else { break }
            let product = zip(slopes, point).reduce(0) { $0 + $1.0 * $1.1 }
            var next = slopes.map { (product - here.value) / square * $0 }
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
        return alongRay(point, slopes, evaluate)
    }

    private func slopes(at point: [Double], _ evaluate: Function) -> [Double]? {
        evaluate(CentralDifferences.points(around: point)).map { CentralDifferences.slopes($0.map(\.value)) }
    }

    /// The nearest zero on the ray from the origin through a point.
    private func alongRay(_ point: [Double], _ slopes: [Double], _ evaluate: Function) -> Outcome? {
        let length = Self.length(point)
        guard length > 0 else { return .never }
        let direction = point.map { $0 / length }
        func at(_ distance: Double) -> [Double] { direction.map { $0 * distance } }
        let steps = 16
        let distances = (0...steps).map { greatest * Double($0) / Double(steps) }
        guard let values = evaluate(distances.map(at)) else { return nil }
        guard let place = (1...steps).first(where: { values[$0].value <= 0 }) else { return .never }
        var (inner, outer) = (distances[place - 1], distances[place])
        var (high, low) = (values[place - 1], values[place])
        for _ in 0..<6 {
            let middle = inner + (outer - inner) * high.value / (high.value - low.value)
            guard let value = evaluate([at(middle)])?.first else { return nil }
            if value.value > 0 { (inner, high) = (middle, value) } else { (outer, low) = (middle, value) }
            if abs(value.value) < 0.1 * value.error { break }
        }
        let distance = inner + (outer - inner) * high.value / (high.value - low.value)
        let slope = (values[place - 1].value - values[place].value) / (distances[place] - distances[place - 1])
        return .found(point: at(distance), slopes: slopes, error: slope > 0 ? low.error / slope : .nan)
    }

    private static func length(_ point: [Double]) -> Double { point.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
