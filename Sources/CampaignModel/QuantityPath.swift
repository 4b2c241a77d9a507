// SPDX-License-Identifier: GPL-3.0-or-later

/// The full name of a quantity in a scenario, such as `tiers.nano.fee` or `product.order_value`.
///
/// Random draws are keyed by it, so that two scenarios that share a quantity share its draws.
public struct QuantityPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name, its parts separated by dots.
    public let text: String

    /// The path with this name.
    public init(_ text: String) { self.text = text }

    /// The name.
    public var description: String { text }

    /// Orders paths by their UTF-8 bytes.
    public static func < (left: QuantityPath, right: QuantityPath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
