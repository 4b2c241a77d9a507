// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws of a law that is kept, weighted by how much likelier the density makes them.
public struct LawCheck: Sendable {
    var points: [[Double]]
    /// Of sum 1.
    var weights: [Double]
    /// k̂ of the weights.
    public let shape: Double

    /// How many draws of equal weight would know as much.
    public var effectiveDraws: Double {
        let squares = weights.reduce(0.0) { $0 + $1 * $1 }
        return squares > 0 ? 1 / squares : 0
    }

    /// How many draws there are.
    public var drawCount: Int { points.count }
}
