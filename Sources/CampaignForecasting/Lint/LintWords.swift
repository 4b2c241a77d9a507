// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText
internal import RealModule

/// Names and numbers in the sentences of findings.
enum LintWords {
    /// A quantity's name as a reference has it, such as `nano.fee`.
    static func name(_ path: QuantityPath) -> String {
        let parts = path.text.split(separator: ".").map(String.init)
        guard parts.count == 3 else { return path.text }
        switch parts[0] {
        case "tiers", "platforms": return parts[1...].joined(separator: ".")
        // The tier goes first where a line has its name.
        case "lines" where Tier(rawValue: parts[1]) == nil: return parts[1...].joined(separator: ".")
        default: return path.text
        }
    }

    /// The first of `names` by commas, and how many more there are.
    static func list(_ names: [String], most: Int = 4, separator: String = ", ") -> String {
        let shown = names.count <= most + 1 ? names[...] : names.prefix(most)
        let rest = names.count - shown.count
        return shown.joined(separator: separator) + (rest > 0 ? " and \(rest) more" : "")
    }

    /// `one` or `many`, by the count.
    static func plural(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : many }

    /// A number to three significant digits, whole thousands by commas.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "no number" : value < 0 ? "-infinity" : "infinity" }
        guard value != 0 else { return "0" }
        let sign = value < 0 ? "-" : ""
        // Beyond these nobody counts zeros, and the powers of ten below would leave what a number can hold.
        guard (1e-12..<1e18).contains(value.magnitude) else { return sign + scientific(value.magnitude) }
        return sign + DecimalNumber(value, error: nil).magnitude(separator: ",")
    }

    /// A share as a percentage.
    static func percent(_ share: Double) -> String { number(share * 100) + "%" }

    /// A number in the unit of a share, or plain.
    static func value(_ value: Double, isShare: Bool) -> String { isShare ? percent(value) : number(value) }

    /// A switching value with its interval, such as `2,480 [2,100 – 2,700]`.
    static func value(_ switching: SwitchingValue, isShare: Bool) -> String {
        let ends = [switching.low, switching.high].map { $0.map { value($0, isShare: isShare) } ?? "…" }
        return "\(value(switching.value, isShare: isShare)) [\(ends[0]) – \(ends[1])]"
    }

    /// A positive number to three significant digits, such as `1.25e-300`.
    private static func scientific(_ value: Double) -> String {
        // Swift's shortest digits, read as text: any product with a power of ten may overflow.
        let text = "\(value)"
        let parts = text.split(separator: "e")
        guard parts.count == 2, let mantissa = Double(parts[0]) else { return text }
        let rounded = (mantissa * 100).rounded() / 100
        let shown = rounded == rounded.rounded() ? "\(Int(clamping: rounded))" : "\(rounded)"
        return "\(shown)e\(parts[1])"
    }
}
