// SPDX-License-Identifier: GPL-3.0-or-later

/// An event that strikes a campaign with a probability and changes quantities where it does.
public struct Risk: Sendable, Equatable {
    /// The event's name, unique in the scenario.
    public var name: String
    /// The share of campaigns that it strikes.
    public var probability: QuantityPath
    /// The lines that it touches.
    public var scope: Scope
    /// The campaign week from which on it holds; nil where it holds for the whole campaign.
    public var week: QuantityPath?
    /// For how many weeks it holds; nil where it holds to the end.
    public var weeks: QuantityPath?
    /// What it changes, in the order of the file.
    public var effects: [Effect]

    /// An event with these parts.
    public init(
        name: String, probability: QuantityPath, scope: Scope, week: QuantityPath? = nil, weeks: QuantityPath? = nil,
        effects: [Effect]
    ) {
        self.name = name
        self.probability = probability
        self.scope = scope
        self.week = week
        self.weeks = weeks
        self.effects = effects
    }

    /// Which lines an event touches.
    public enum Scope: Sendable, Equatable {
        case all
        case tier(Tier)
        case platform(Platform)
        case line(String)

        /// Whether a line is touched.
        public func contains(_ line: BudgetLine) -> Bool {
            switch self {
            case .all: true
            case .tier(let tier): line.tier == tier
            case .platform(let platform): line.platform == platform
            case .line(let name): line.name == name
            }
        }

        /// The name that the file has for it.
        public var name: String {
            switch self {
            case .all: "all"
            case .tier(let tier): tier.rawValue
            case .platform(let platform): platform.rawValue
            case .line(let name): name
            }
        }
    }

    /// A change of one quantity.
    public struct Effect: Sendable, Equatable {
        /// The quantity changed.
        public var key: QuantityKey
        /// How.
        public var operation: Operation
        /// By how much.
        public var value: QuantityPath

        /// A change.
        public init(key: QuantityKey, operation: Operation, value: QuantityPath) {
            self.key = key
            self.operation = operation
            self.value = value
        }
    }

    /// How a value changes another one.
    public enum Operation: String, CaseIterable, Sendable {
        case multiply, add, set
    }
}

extension QuantityKey {
    /// Whether an event that begins in some week can change the quantity for the posts from that week on.
    public var isOfPosts: Bool { events == .posts }

    /// Whether an event can change the quantity at all.
    public var canBeStruck: Bool { events != .nothing }

    private var events: Events {
        record.events ?? ([.product, .costs, .attribution, .line].contains(section) ? .campaign : .nothing)
    }
}
