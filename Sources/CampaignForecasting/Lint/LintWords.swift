// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
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
        let place = Int(Double.log10(value.magnitude).rounded(.down)) - 2
        let sign = value < 0 ? "-" : ""
        guard place < 0 else {
            let scale = Double.exp10(Double(place))
            return sign + grouped((value.magnitude / scale).rounded() * scale)
        }
        let scaled = (value.magnitude * Double.exp10(Double(-place))).rounded()
        var digits = String(Int(scaled))
        while digits.count <= -place { digits = "0" + digits }
        let whole = digits.dropLast(-place)
        var behind = digits.suffix(-place)
        while behind.last == "0" { behind.removeLast() }
        return sign + whole + (behind.isEmpty ? "" : ".\(behind)")
    }

    /// A share as a percentage.
    static func percent(_ share: Double) -> String { number(share * 100) + "%" }

    /// A number in the unit of a share, or plain.
    static func value(_ value: Double, isShare: Bool) -> String { isShare ? percent(value) : number(value) }

    private static func grouped(_ value: Double) -> String {
        var text = ""
        for (index, digit) in (value < 9e18 ? String(Int(value.rounded())) : "\(value)").reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
