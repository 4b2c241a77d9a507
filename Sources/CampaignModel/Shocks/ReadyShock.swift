// SPDX-License-Identifier: GPL-3.0-or-later

/// A shock that needs no words in the file, by the name it has there.
public enum ReadyShock: String, CaseIterable, Sendable {
    case feesUp = "fees_up"
    case engagementDown = "engagement_down"
    case reachHalved = "reach_halved"
    case conversionDown = "conversion_down"
    case marginDown = "margin_down"
    case halfDoNotPost = "half_do_not_post"
    case refundsDoubled = "refunds_doubled"
    case codesLeak = "codes_leak"
    case halfIncremental = "half_incremental"
    /// One for each platform, by its name: `instagram_gone`.
    case platformGone = "gone"
}

/// What there is to say of a ready shock.
public struct ShockRecord: Sendable {
    /// Where a shock means something, besides that the scenario holds what it changes.
    public enum Place: Sendable, Equatable {
        case anywhere
        /// A quantity of all lines is more than a known 0.
        case stated(QuantityKey)
        /// A part is in force.
        case part(ModelPart)
        /// On each platform, where there are several.
        case platforms
    }

    /// What it does to a quantity.
    public struct Change: Sendable {
        /// The quantity.
        public var key: QuantityKey
        /// What is done to it.
        public var operation: Risk.Operation
        /// By how much.
        public var value: Double
    }

    /// What it stands for, in a few words.
    public var meaning: String
    /// What it changes, as its page says it.
    public var effect: String
    /// Where it means something.
    public var place: Place
    /// What it does, to those of these quantities that the scenario holds.
    public var changes: [Change]

    init(
        _ meaning: String, effect: String, in place: Place = .anywhere,
        _ changes: [(QuantityKey, Risk.Operation, Double)]
    ) {
        self.meaning = meaning
        self.effect = effect
        self.place = place
        self.changes = changes.map { Change(key: $0.0, operation: $0.1, value: $0.2) }
    }
}

// MARK: - In a scenario

extension Shock {
    /// The ready shocks that mean something in a scenario, none with a name that the scenario gives to one of its own.
    public static func ready(for scenario: Scenario) -> [Shock] {
        let platforms = Set(scenario.lines.map(\.platform))
        let shocks = ReadyShock.allCases.flatMap { ready -> [Shock?] in
            let record = ready.record
            switch record.place {
            case .anywhere: return [Shock(ready.rawValue, record, .all, scenario)]
            case .stated(let key): return scenario.states(key) ? [Shock(ready.rawValue, record, .all, scenario)] : []
            case .part(let part):
                return scenario.parts.contains(part) ? [Shock(ready.rawValue, record, .all, scenario)] : []
            case .platforms:
                guard platforms.count > 1 else { return [] }
                return Platform.allCases.filter(platforms.contains).map { platform in
                    var record = record
                    record.meaning = "posts on \(platform.rawValue) \(record.meaning)"
                    return Shock("\(platform.rawValue)_\(ready.rawValue)", record, .platform(platform), scenario)
                }
            }
        }
        return shocks.compactMap { $0 }.filter { ready in !scenario.shocks.contains { $0.name == ready.name } }
    }

    /// The shock of a record; nil where the scenario holds nothing that it changes.
    private init?(_ name: String, _ record: ShockRecord, _ scope: Risk.Scope, _ scenario: Scenario) {
        let used = Set(scenario.lines.flatMap(\.assumptions.keys)).union(scenario.shared.keys)
        let changes = record.changes.filter { used.contains($0.key) }
        guard !changes.isEmpty else { return nil }
        self.init(name: name, scope: scope, meaning: record.meaning)
        for change in changes {
            let path = QuantityPath("stress.\(name).effects.\(change.key.rawValue).\(change.operation.rawValue)")
            quantities[path] = Quantity(law: .shared(.constant(change.value)))
            effects.append(Risk.Effect(key: change.key, operation: change.operation, value: path))
        }
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
