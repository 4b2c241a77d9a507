// SPDX-License-Identifier: GPL-3.0-or-later

/// Colours and weights of terminal text, or none.
struct Paint: Sendable {
    /// Whether escape sequences are written.
    let isOn: Bool

    /// How a piece of text stands out.
    enum Look: String, Sendable {
        case plain = ""
        case strong = "1"
        case faint = "2"
        case alarm = "33"
    }

    /// `text` with the look, or as it is.
    func callAsFunction(_ look: Look, _ text: String) -> String {
        isOn && look != .plain && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }
}
