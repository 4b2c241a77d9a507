// SPDX-License-Identifier: GPL-3.0-or-later

/// A change of the world that a plan is tested against: what an event does, in every campaign.
public struct Shock: Sendable, Equatable {
    /// Its name, unique among the file's shocks and the ready ones.
    public var name: String
    /// The lines that it touches.
    public var scope: Risk.Scope
    /// What it changes, in order; empty for a combination of others.
    public var effects: [Risk.Effect]
    /// The names of the shocks that strike together in it.
    public var together: [String]
    /// The quantities that its effects name and the scenario does not hold.
    public var quantities: [QuantityPath: Quantity]
    /// What it stands for, in a few words; empty where the name says it.
    public var meaning: String

    /// A shock with these parts.
    public init(
        name: String, scope: Risk.Scope = .all, effects: [Risk.Effect] = [], together: [String] = [],
        quantities: [QuantityPath: Quantity] = [:], meaning: String = ""
    ) {
        self.name = name
        self.scope = scope
        self.effects = effects
        self.together = together
        self.quantities = quantities
        self.meaning = meaning
    }
}

// MARK: - Worlds

extension Scenario {
    /// The scenario with worlds that may come about, each in which some shocks strike together: none of them does until its quantity is
    /// set to 1. Draws of everything else stay the same.
    ///
    /// - Parameter worlds: the shocks of each world, in the order in which they strike.
    /// - Returns: the scenario, and by world the quantity that is 0.
    public func facing(_ worlds: [[Shock]]) -> (scenario: Scenario, switches: [QuantityPath]) {
        var scenario = self
        var switches: [QuantityPath] = []
        for (number, shocks) in worlds.enumerated() {
            let world = "stress.worlds.\(number + 1)"
            let isReal = QuantityPath("\(world).probability")
            switches.append(isReal)
            scenario.quantities[isReal] = Quantity(law: .shared(.constant(0)))
            for shock in shocks where !shock.effects.isEmpty {
                scenario.quantities.merge(shock.quantities) { own, _ in own }
                scenario.risks.append(
                    Risk(
                        name: "\(world).\(shock.name)", probability: isReal, scope: shock.scope, effects: shock.effects)
                )
            }
        }
        return (scenario, switches)
    }
}
