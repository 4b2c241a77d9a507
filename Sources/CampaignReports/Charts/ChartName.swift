// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Names from a scenario as Vega takes them.
///
/// Vega keeps groups and scales in plain objects of JavaScript, by name, and asks whether a name is there already: what every
/// object is born with always is. A split called `constructor` would end every chart.
enum ChartName {
    /// What `Object.prototype` holds (ECMA-262, section 20.1.3 and annex B.2.2).
    private static let born: Set<String> = [
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
        "valueOf",
        "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    ]

    /// The name, with a sign of no width behind it (U+2060, word joiner) where it is one that objects are born with.
    static func safe(_ name: String) -> String { born.contains(name) ? name + "\u{2060}" : name }

    /// A document with every text in it safe.
    static func made(safe document: JSONValue) -> JSONValue {
        switch document {
        case .string(let text): .string(safe(text))
        case .array(let values): .array(values.map(made))
        case .object(let members): .object(members.mapValues(made))
        case .null, .bool, .number, .infinity: document
        }
    }
}
