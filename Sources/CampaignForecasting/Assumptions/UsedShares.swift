// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

extension PreparedCampaign {
    /// The quantities whose values are shares: by their key, or, where they have none, because only shares refer to them and none of
    /// 256 draws of them lies above 1.
    var shares: Set<QuantityPath> {
        let users = users
        var known: [QuantityPath: Bool] = [:]
        // Drawn once, and only where a quantity without a key has users.
        lazy var columns = program.draw(trials: 0..<256, noise: NoiseKey(seed: 1)).columns
        func staysBelowOne(_ path: QuantityPath) -> Bool {
            guard let slot = program.paths.firstIndex(of: path) else { return false }
            return columns[slot].allSatisfy { $0 <= 1 }
        }
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
}
