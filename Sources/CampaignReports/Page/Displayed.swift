// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Text as a terminal shows it: how wide it is, how it is padded, cut and wrapped.
enum Displayed {
    /// The columns that `text` takes: 0 for combining marks, 2 for wide East Asian characters and emoji.
    static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    /// `text` without control characters and characters that turn the direction of writing, which a name could use to
    /// repaint the terminal.
    static func clean(_ text: String) -> String { LegibleText.clean(text) }

    /// `text` followed by spaces up to `width`.
    static func left(_ text: String, _ width: Int) -> String { text + spaces(width - Self.width(text)) }

    /// `text` after spaces up to `width`.
    static func right(_ text: String, _ width: Int) -> String { spaces(width - Self.width(text)) + text }

    /// `text`, its end replaced by `…` where it is wider than `width`.
    static func cut(_ text: String, _ width: Int) -> String {
        guard Self.width(text) > width else { return text }
        var result = ""
        var used = 1
        for character in text {
            used += Self.width(character)
            if used > width { break }
            result.append(character)
        }
        return result + "…"
    }

    /// `text` in lines of at most `width` columns, all but the first indented.
    static func wrapped(_ text: String, width: Int, indent: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, Self.width(line) + 1 + Self.width(String(word)) > width {
                lines.append(line)
                line = spaces(indent) + word
            } else {
                line += line.isEmpty ? String(word) : " \(word)"
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: Swift.max(0, count)) }

    private static func width(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) || first.properties.isEmojiPresentation {
            return 2
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide(first.value) ? 2 : 1
        }
    }

    /// The blocks that Unicode's East Asian Width (UAX #11) calls wide.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
