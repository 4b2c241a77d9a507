// SPDX-License-Identifier: GPL-3.0-or-later

/// Refuses, before YAML is parsed, what scenario files do not need and what parsers choke on: anchors, aliases, tags and
/// directives. An alias used as a key can hang a YAML library from a file of a few hundred bytes.
///
/// The scan errs on the side of refusing: it looks for the marks wherever a node may begin.
struct SourceScanner {
    private let file: String
    private let diagnostics: Diagnostics
    private var flowDepth = 0
    private var quoteMayStart = true
    private var blockScalarIndent: Int?

    init(file: String, diagnostics: Diagnostics) {
        self.file = file
        self.diagnostics = diagnostics
    }

    /// Reports what is refused in `lines`.
    mutating func scan(_ lines: [String]) {
        for (index, line) in lines.enumerated() { scan(Array(line.unicodeScalars), number: index + 1) }
    }

    private mutating func scan(_ line: [Unicode.Scalar], number: Int) {
        let indent = line.firstIndex { $0 != " " } ?? line.count
        if let block = blockScalarIndent {
            if indent == line.count || indent > block { return }
            blockScalarIndent = nil
        }
        if flowDepth == 0 { quoteMayStart = true }
        if flowDepth == 0, indent < line.count, line[indent] == "\t",
            line[indent...].contains(where: { $0 != "\t" && $0 != " " })
        {
            refuse("a tab in the indentation", number, indent + 1, "indent with spaces")
        }
        if line.first == "%" { refuse("a YAML directive", number, 1, "leave it out") }
        var nodeMayStart = true
        var keyColumn = indent
        var index = indent
        if line.count >= 3, line[0...2].allSatisfy({ $0 == "-" }) { index = 3 }
        while index < line.count {
            let character = line[index]
            let next = index + 1 < line.count ? line[index + 1] : " "
            let previous = index > 0 ? line[index - 1] : " "
            switch character {
            case " ", "\t":
                index += 1
                continue
            case "#" where previous == " " || previous == "\t": return
            case "&" where nodeMayStart, "*" where nodeMayStart:
                let what = character == "&" ? "an anchor (&)" : "an alias (*)"
                refuse(
                    what, number, index + 1,
                    "name the value under 'assumptions:' and write that name, or write the value again")
            case "!" where nodeMayStart:
                refuse("a YAML tag (!)", number, index + 1, "leave it out: every value is read as text")
                while index + 1 < line.count, line[index + 1] == "!" { index += 1 }
            case "\"" where quoteMayStart, "'" where quoteMayStart:
                guard let end = closing(of: index, in: line) else {
                    refuse(
                        "a quoted text that does not end on its line", number, index + 1,
                        "close the quote, or write 'note: >' with the text indented below")
                    return
                }
                index = end
                nodeMayStart = false
                quoteMayStart = false
            case "[", "{":
                if flowDepth > 0 || nodeMayStart { flowDepth += 1 }
                nodeMayStart = true
                quoteMayStart = true
            case "]", "}":
                flowDepth = max(0, flowDepth - 1)
                nodeMayStart = false
                quoteMayStart = false
            case ",":
                nodeMayStart = flowDepth > 0
                quoteMayStart = quoteMayStart || flowDepth > 0
            case ":" where next == " " || next == "\t" || flowDepth > 0,
                "?" where nodeMayStart && (next == " " || next == "\t"):
                nodeMayStart = true
                quoteMayStart = true
            case "-" where nodeMayStart && (next == " " || next == "\t"):
                keyColumn = index + 1
                while keyColumn < line.count, line[keyColumn] == " " { keyColumn += 1 }
                quoteMayStart = true
            case "|" where nodeMayStart && flowDepth == 0, ">" where nodeMayStart && flowDepth == 0:
                blockScalarIndent = keyColumn
                return
            default:
                nodeMayStart = false
                quoteMayStart = false
            }
            index += 1
        }
    }

    private func closing(of start: Int, in line: [Unicode.Scalar]) -> Int? {
        let quote = line[start]
        var index = start + 1
        while index < line.count {
            if quote == "\"", line[index] == "\\" {
                index += 2
                continue
            }
            if line[index] == quote {
                if quote == "'", index + 1 < line.count, line[index + 1] == "'" {
                    index += 2
                    continue
                }
                return index
            }
            index += 1
        }
        return nil
    }

    private func refuse(_ what: String, _ line: Int, _ column: Int, _ instead: String) {
        diagnostics.error(
            "\(what) is not read in a scenario; \(instead)",
            at: SourceLocation(file: file, line: line, column: column))
    }
}
