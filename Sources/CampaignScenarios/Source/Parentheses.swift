// SPDX-License-Identifier: GPL-3.0-or-later

/// Hides the commas and colons between parentheses from YAML, so that `fee: pert(min: 200, mode: 400, max: 1000)` needs
/// no quotes, in braces neither. Each is replaced by one private character and put back in the nodes; places stay.
enum Parentheses {
    private static let colon: Unicode.Scalar = "\u{E001}"
    private static let comma: Unicode.Scalar = "\u{E002}"

    /// The line with what stands between matching parentheses hidden.
    static func hide(_ line: String) -> String {
        guard line.unicodeScalars.contains("(") else { return line }
        var scalars = Array(line.unicodeScalars)
        var open: [Int] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar == "(" { open.append(index) }
            guard scalar == ")", let start = open.popLast(), open.isEmpty else { continue }
            for inner in start..<index {
                if scalars[inner] == ":" { scalars[inner] = colon }
                if scalars[inner] == "," { scalars[inner] = comma }
            }
        }
        return text(scalars)
    }

    /// The text as it was written.
    static func show(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: { $0 == colon || $0 == comma }) else { return line }
        return text(line.unicodeScalars.map { $0 == colon ? ":" : $0 == comma ? "," : $0 })
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
