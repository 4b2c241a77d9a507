// SPDX-License-Identifier: GPL-3.0-or-later

/// The full name of a quantity in a scenario, such as `tiers.nano.fee` or `product.order_value`.
///
/// Random draws are keyed by it, so that two scenarios that share a quantity share its draws.
public struct QuantityPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name, its parts separated by dots.
    public let text: String

    /// The path with this name.
    public init(_ text: String) { self.text = text }

    /// The path of the factor by which the values of the quantity differ, where that is uncertain itself.
    public var spread: QuantityPath { QuantityPath(text + ".varies") }
    /// Whether it is such a factor.
    public var isSpread: Bool { text.hasSuffix(".varies") }

    /// The name.
    public var description: String { text }

    /// The name in words: of one side of a contradiction which source of which quantity it is.
    public var inWords: String {
        let parts = text.split(separator: ".").map(String.init)
        guard let mark = parts.lastIndex(of: "either"), mark > 0 else { return text }
        let whole = parts[..<mark].joined(separator: ".")
        return mark + 1 < parts.count ? "source \(parts[mark + 1]) of \(whole)" : "which source of \(whole) is right"
    }

    /// Orders paths by their UTF-8 bytes.
    public static func < (left: QuantityPath, right: QuantityPath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
