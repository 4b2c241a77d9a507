// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

extension PreparedCampaign {
    /// The quantities whose values are shares: by their key, or, where they have none, because only shares refer to them and next to
    /// none of their values lies above 1.
    var shares: Set<QuantityPath> {
        let users = users
        var known: [QuantityPath: Bool] = [:]
        func isShare(_ path: QuantityPath) -> Bool {
            if let key = keys[path] { return key.domain == .share }
            if let known = known[path] { return known }
            // References never go round in a circle.
            let of = users[path] ?? []
            let isShare =
                !of.isEmpty && staysBelowOne(path)
                && of.allSatisfy { user in
                    switch user {
                    case .quantity(let path): isShare(path)
                    case .effect(let effect): effect.key.domain == .share && effect.operation != .multiply
                    }
                }
            known[path] = isShare
            return isShare
        }
        return Set(scenario.quantities.keys.filter(isShare))
    }

    /// What reads a quantity: another one, or an effect whose value it is.
    private enum User {
        case quantity(QuantityPath)
        case effect(Risk.Effect)
    }

    private var users: [QuantityPath: [User]] {
        var users: [QuantityPath: [User]] = [:]
        for (path, quantity) in scenario.quantities {
            var references = quantity.law.expression?.references ?? []
            // Which of several sources is right is no value of the quantity.
            if case .either(_, let options)? = quantity.law.expression { references = options }
            for reference in references { users[reference, default: []].append(.quantity(path)) }
        }
        for effect in scenario.risks.flatMap(\.effects) { users[effect.value, default: []].append(.effect(effect)) }
        return users
    }

    /// Whether at most one in 200 values of a quantity lies above 1, and none is known to.
    private func staysBelowOne(_ path: QuantityPath) -> Bool {
        guard let slot = program.paths.firstIndex(of: path) else { return false }
        if let high = program.quantile(slot: slot, score: StandardNormal.z995) { return high <= 1 }
        let draws = program.draw(trials: 0..<256, seed: 1).columns[slot]
        return draws.allSatisfy { $0 <= 1 }
    }
}
