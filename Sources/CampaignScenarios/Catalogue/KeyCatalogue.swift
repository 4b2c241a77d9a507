// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What every key of a scenario means.
public enum KeyCatalogue {
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
