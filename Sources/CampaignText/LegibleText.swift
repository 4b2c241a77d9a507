// SPDX-License-Identifier: GPL-3.0-or-later

/// Text from a file or an option as a reader may see it.
public enum LegibleText {
    /// What stands for a character that is not shown.
    public static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// `text` without control characters, separators of lines and paragraphs, and characters that turn the direction of
    /// writing: a name could repaint the terminal with them, or seem to be another one.
    ///
    /// - Parameters:
    ///   - text: a text of anybody's.
    ///   - keepingLines: whether line feeds and tabs stay, for a text that may have several lines.
    public static func clean(_ text: String, keepingLines: Bool = false) -> String {
        func isShown(_ scalar: Unicode.Scalar) -> Bool {
            isLegible(scalar) || (keepingLines && (scalar == "\n" || scalar == "\t"))
        }
        guard !text.unicodeScalars.allSatisfy(isShown) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isShown(scalar) ? scalar : replacement) }
        return String(result)
    }

    /// Whether a character only shows itself.
    public static func isLegible(_ scalar: Unicode.Scalar) -> Bool {
        // ASCII first: nearly all text is.
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return false
        case .format: return !turns(scalar.value)
        default: return true
        }
    }

    /// The characters with the property Bidi_Control (UAX #9, section 2).
    private static func turns(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
