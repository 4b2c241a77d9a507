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

// MARK: - Striking

extension Scenario {
    /// The scenario in a world in which these shocks have struck; draws of everything else stay the same.
    public func struck(by shocks: [Shock]) -> Scenario {
        var scenario = self
        for shock in shocks where !shock.effects.isEmpty {
            let certain = QuantityPath("stress.\(shock.name).probability")
            scenario.quantities.merge(shock.quantities) { own, _ in own }
            scenario.quantities[certain] = Quantity(law: .shared(.constant(1)))
            scenario.risks.append(
                Risk(name: "stress.\(shock.name)", probability: certain, scope: shock.scope, effects: shock.effects))
        }
        return scenario
    }
}
