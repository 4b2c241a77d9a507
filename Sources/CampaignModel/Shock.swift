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

// MARK: - Ready shocks

extension Shock {
    /// The ready shocks that mean something in a scenario, none with a name that the scenario gives to one of its own.
    public static func ready(for scenario: Scenario) -> [Shock] {
        let used = Set(scenario.lines.flatMap(\.assumptions.keys)).union(scenario.shared.keys)
        func shock(
            _ name: String, _ meaning: String, on scope: Risk.Scope = .all,
            _ changes: [(key: QuantityKey, operation: Risk.Operation, value: Double)]
        ) -> Shock? {
            let found = changes.filter { used.contains($0.key) }
            guard !found.isEmpty else { return nil }
            var shock = Shock(name: name, scope: scope, meaning: meaning)
            for change in found {
                let path = QuantityPath("stress.\(name).effects.\(change.key.rawValue).\(change.operation.rawValue)")
                shock.quantities[path] = Quantity(law: .shared(.constant(change.value)))
                shock.effects.append(Risk.Effect(key: change.key, operation: change.operation, value: path))
            }
            return shock
        }
        let engagement: [QuantityKey] = [.engagementsPerFollower, .engagementsPerView]
        let orders: [QuantityKey] = [.ordersPerClick, .ordersPerLead]
        var shocks = [
            shock("fees_up", "creators cost 30 % more", [(.fee, .multiply, 1.3)]),
            shock(
                "engagement_down", "engagement falls by a third", engagement.map { ($0, .multiply, 2.0 / 3) }),
            shock(
                "reach_halved", "posts are shown half as often",
                [(.viewsPerFollower, .multiply, 0.5), (.engagementsPerFollower, .multiply, 0.5)]),
            shock("conversion_down", "a third fewer clicks become orders", orders.map { ($0, .multiply, 2.0 / 3) }),
            shock("margin_down", "the gross margin falls by a fifth", [(.grossMargin, .multiply, 0.8)]),
            shock("half_do_not_post", "half the creators do not post", [(.noShow, .set, 0.5)]),
        ]
        if scenario.states(.refundRate) {
            shocks.append(shock("refunds_doubled", "twice as many orders come back", [(.refundRate, .multiply, 2)]))
        }
        if scenario.parts.contains(.attribution) {
            shocks.append(
                shock("codes_leak", "for ten orders three more use a leaked code", [(.codeLeakage, .add, 0.3)]))
            shocks.append(
                shock("half_incremental", "half as many orders are caused", [(.incrementalShare, .multiply, 0.5)]))
        }
        let platforms = Set(scenario.lines.map(\.platform))
        for platform in Platform.allCases where platforms.contains(platform) && platforms.count > 1 {
            shocks.append(
                shock(
                    "\(platform.rawValue)_gone", "posts on \(platform.rawValue) are paid and not shown",
                    on: .platform(platform),
                    [(.viewsPerFollower, .multiply, 0), (.engagementsPerFollower, .multiply, 0)]))
        }
        return shocks.compactMap { $0 }.filter { ready in !scenario.shocks.contains { $0.name == ready.name } }
    }
}

extension Scenario {
    /// Whether a quantity of all lines is more than a known 0.
    fileprivate func states(_ key: QuantityKey) -> Bool {
        guard let path = shared[key], let quantity = quantities[path] else { return false }
        if case .shared(let expression) = quantity.law { return expression.constantValue != 0 }
        return true
    }
}
