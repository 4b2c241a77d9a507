// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Reads what is said of how often a return was reached: `P(ROAS>3)=0.30;P(ROAS>=20)=0.13`.
///
/// A text without `P(` is a remark in words, in which no chance is looked for.
struct StatedChanceForm {
    private let diagnostics: Diagnostics

    init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

    /// The chances of a field; what cannot be read is reported at its place.
    func chances(_ field: DelimitedText.Field) -> [StatedChance] {
        guard field.text.uppercased().contains("P(") else { return [] }
        var offset = 0
        return field.text.split(separator: ";", omittingEmptySubsequences: false).compactMap { part in
            let spaces = part.prefix { $0 == " " }.unicodeScalars.count
            var place = field.location
            place.column += offset + spaces
            offset += part.unicodeScalars.count + 1
            let text = String(part).trimmed()
            if text.isEmpty { return nil }
            if let chance = Self.chance(text) { return chance }
            diagnostics.error(
                "'roas_censor' says \(text.quotedForMessage); write a return and its chance from 0 to 1 such as "
                    + "P(ROAS>3)=0.30, several with ';' between", at: place)
            return nil
        }
    }

    private static func chance(_ text: String) -> StatedChance? {
        let plain = text.filter { $0 != " " }.uppercased()
        guard plain.hasPrefix("P(ROAS"), let end = plain.firstIndex(of: ")") else { return nil }
        let inside = plain[plain.index(plain.startIndex, offsetBy: 6)..<end]
        let outside = plain[plain.index(after: end)...]
        guard let sign = [">=", "<=", ">", "<"].first(where: inside.hasPrefix), outside.hasPrefix("="),
            let threshold = number(inside.dropFirst(sign.count)), (0...1e6).contains(threshold),
            let probability = number(outside.dropFirst()), (0...1).contains(probability)
        else { return nil }
        return StatedChance(
            threshold: threshold, isAbove: sign.hasPrefix(">"), isInclusive: sign.hasSuffix("="),
            probability: probability)
    }

    private static func number(_ text: Substring) -> Double? {
        text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.E".contains($0)) } ? Double(text) : nil
    }
}
