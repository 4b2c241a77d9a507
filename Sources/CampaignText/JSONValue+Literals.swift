// SPDX-License-Identifier: GPL-3.0-or-later

// Documents whose shape is fixed are written as literals.

extension JSONValue: ExpressibleByStringLiteral {
    /// The value as it is written.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// The value as it is written.
    public init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// The value as it is written.
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// The value as it is written.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// The value as it is written.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// The value as it is written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { first, _ in first })
    }
}

extension JSONValue {
    /// A number to six significant digits; what is not finite is null.
    public static func double(_ value: Double) -> JSONValue {
        value.isFinite ? StoredNumber(value, error: abs(value) * 1e-5).json : .null
    }

    /// An object's members and those of `other`, which win; `self` where either is no object.
    public func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let members) = self, case .object(let more) = other else { return self }
        return .object(members.merging(more) { $1 })
    }

    /// The document on one line.
    public var compact: String { encoded().split(separator: "\n").map { $0.drop { $0 == " " } }.joined() }
}
