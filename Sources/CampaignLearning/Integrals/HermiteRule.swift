// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignDistributions
internal import RealModule

/// Nodes and weights of Gauss and Hermite for integrals against the standard normal density.
///
/// The rule of n nodes is exact for polynomials up to the degree 2n − 1. Source of the nodes: `gsl_integration_fixed` with the
/// weight exp(−u²/2).
public struct HermiteRule: Sendable {
    /// The nodes, ascending.
    public let nodes: [Double]
    /// The weights, of sum 1.
    public let weights: [Double]
    /// wᵢ · exp(xᵢ²/2): weights for an integrand that holds the density itself.
    let raised: [Double]

    /// Ten nodes: the error of a log probability is at most 1.5e-4.
    public static let fast = HermiteRule(count: 10)
    /// Twenty nodes: the error is at most 1.3e-6, away from the kink of a capped chance.
    public static let precise = HermiteRule(count: 20)

    /// The rule of `count` nodes, 1…100.
    public init(count: Int) {
        precondition((1...100).contains(count), "rules of 1 to 100 nodes")
        GSL.prepare()
        guard let work = gsl_integration_fixed_alloc(gauss_hermite_rule(), count, 0, 0.5, 0, 0),
            let nodes = gsl_integration_fixed_nodes(work), let weights = gsl_integration_fixed_weights(work)
        else { preconditionFailure("no memory for \(count) nodes") }
        defer { gsl_integration_fixed_free(work) }
        let sum = (0..<count).reduce(0.0) { $0 + weights[$1] }
        self.nodes = (0..<count).map { nodes[$0] }
        self.weights = (0..<count).map { weights[$0] / sum }
        raised = zip(self.nodes, self.weights).map { $1 * Double.exp($0 * $0 / 2) }
    }
}
