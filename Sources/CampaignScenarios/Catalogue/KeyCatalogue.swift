// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What every key of a scenario means.
public enum KeyCatalogue {
    /// A name that is no key of a scenario.
    public struct UnknownKey: Error, Sendable, Equatable, CustomStringConvertible {
        /// The name as given.
        public var key: String
        /// The nearest names, nearest first.
        public var nearest: [String]

        /// An unknown name with what may have been meant.
        public init(key: String, nearest: [String]) {
            self.key = key
            self.nearest = nearest
        }

        /// What is unknown, and what may have been meant.
        public var description: String {
            let names = nearest.map { name in
                let isKey = QuantityKey(rawValue: name) != nil || KeyCatalogue.sections[name] != nil
                if isKey { return "the key '\(name)'" }
                if Metric(rawValue: name) != nil { return "the metric '\(name)'" }
                return (LawSpelling.named(name) == nil ? "the key" : "the distribution") + " '\(name)'"
            }
            let hint = names.isEmpty ? "" : "; did you mean \(names.joined(separator: " or "))?"
            return "'\(key)' is neither a key of a scenario nor a metric\(hint)"
        }
    }

    /// A key with what it means.
    public struct Entry: Sendable, Equatable {
        /// The key as it stands in a file.
        public var key: QuantityKey
        /// The name in a file.
        public var name: String
        /// One sentence.
        public var meaning: String
        /// A value as a planner would write it.
        public var example: String
    }

    /// Every quantity, in the order of a file.
    public static var all: [Entry] {
        QuantityKey.allCases.map { key in
            Entry(key: key, name: key.name, meaning: key.record.meaning, example: key.record.example)
        }
    }
}
