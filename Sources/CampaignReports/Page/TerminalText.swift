// SPDX-License-Identifier: GPL-3.0-or-later

/// Text of a command's own in lines that a terminal shows whole.
public enum TerminalText {
    /// A problem or finding whose first line is wrapped; the line of the file and the mark beneath it stay as they are.
    public static func finding(_ text: String, width: Int) -> String {
        let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return ([Displayed.wrapped(String(parts[0]), width: width, indent: 2)] + parts.dropFirst().map(String.init))
            .joined(separator: "\n")
    }

    /// Lines that are wrapped one by one, each under its own indent.
    public static func wrapped(_ text: String, width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }.count
            let body = Displayed.wrapped(
                String(line.dropFirst(indent)), width: Swift.max(20, width - indent), indent: 2)
            let pad = String(repeating: " ", count: indent)
            return body.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : pad + $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
