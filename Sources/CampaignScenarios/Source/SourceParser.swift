// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText
internal import Yams

/// Turns the bytes of a scenario file into nodes with places, reporting what is not a plain, small YAML document.
struct SourceParser {
    /// The largest file read, in bytes.
    static let sizeLimit = 1_000_000
    /// The deepest nesting read.
    static let depthLimit = 50
    /// The most nodes read.
    static let nodeLimit = 100_000

    let file: String
    let diagnostics: Diagnostics

    /// The document's root, nil where it cannot be parsed at all.
    func parse(_ bytes: [UInt8]) -> SourceNode? {
        guard let text = decode(bytes) else { return nil }
        return parse(text: text)
    }

    /// The root of a text that is already decoded.
    func parse(text: String) -> SourceNode? {
        let lines = Self.lines(of: text)
        diagnostics.addSource(lines, named: file)
        guard checkCharacters(lines), checkNesting(lines) else { return nil }
        let guarded = lines.map(Parentheses.hide)
        var scanner = SourceScanner(file: file, diagnostics: diagnostics)
        scanner.scan(guarded)
        if diagnostics.problems.contains(where: { $0.location.file == file && $0.severity == .error }) { return nil }
        return compose(guarded)
    }
}

// MARK: - Bytes

extension SourceParser {
    private func at(_ line: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: column)
    }

    private func decode(_ bytes: [UInt8]) -> String? {
        guard bytes.count <= Self.sizeLimit else {
            diagnostics.error(
                "the file has \(bytes.count) bytes; a scenario has at most \(Self.sizeLimit): put measured values into a "
                    + "CSV file and write data(file.csv, column)", at: at(1, 1))
            return nil
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let text = String(validating: content, as: UTF8.self) { return text }
        // The first line that cannot be decoded on its own is where the text breaks: UTF-8 never spans a line feed.
        for (index, line) in content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where String(validating: line, as: UTF8.self) == nil {
            var column = 1
            var good = 0
            while good < line.count {
                let rest = line.dropFirst(good)
                guard let length = (1...4).first(where: { String(validating: rest.prefix($0), as: UTF8.self) != nil })
                else { break }
                good += length
                column += 1
            }
            let bad = String(line.dropFirst(good).first ?? 0, radix: 16, uppercase: true)
            diagnostics.error("byte 0x\(bad) is not UTF-8; save the file as UTF-8 text", at: at(index + 1, column))
            return nil
        }
        return nil
    }

    /// The text's lines without their ends; line feed, and carriage return before it, end a line.
    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var current = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                if current.last == "\r" { current.removeLast() }
                lines.append(String(current))
                current = String.UnicodeScalarView()
            } else {
                current.append(scalar)
            }
        }
        lines.append(String(current))
        return lines
    }

    /// Whether a character may not stand in a file as it is: controls other than the tab, line ends other than line feed, and
    /// characters that the parser keeps for itself.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        let isBreak = value == 0x85 || value == 0x2028 || value == 0x2029
        return (value < 0x20 && value != 0x09) || (0x7F...0x9F).contains(value) || isBreak || value == 0xFEFF
            || (0xE000...0xE002).contains(value)
    }

    private func checkCharacters(_ lines: [String]) -> Bool {
        for (index, line) in lines.enumerated() {
            for (column, scalar) in line.unicodeScalars.enumerated() {
                let value = scalar.value
                guard Self.isForbidden(scalar) else { continue }
                let code = String(value, radix: 16, uppercase: true)
                let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
                diagnostics.error("control character U+\(padded); delete it", at: at(index + 1, column + 1))
                return false
            }
        }
        return true
    }

    /// Refuses brackets nested too deep before the recursive parser sees them.
    private func checkNesting(_ lines: [String]) -> Bool {
        var depth = 0
        var nodes = 0
        for (index, line) in lines.enumerated() {
            nodes += 1
            var dashes = 0
            for (column, scalar) in line.unicodeScalars.enumerated() {
                switch scalar {
                case "[", "{": depth += 1
                case "]", "}": depth = max(0, depth - 1)
                case "-", "?": dashes += 1
                case ",": nodes += 1
                case " ": break
                default: dashes = -10_000
                }
                if depth > Self.depthLimit || dashes > Self.depthLimit {
                    diagnostics.error(
                        "nested deeper than \(Self.depthLimit) levels; a scenario needs 5",
                        at: at(index + 1, column + 1))
                    return false
                }
                if nodes > Self.nodeLimit {
                    diagnostics.error("more than \(Self.nodeLimit) values", at: at(index + 1, column + 1))
                    return false
                }
            }
        }
        return true
    }
}

// MARK: - Nodes

extension SourceParser {
    /// Replaces a repeated key so that the rest of the file can still be checked.
    static let repeatedKey = "\u{E000}"

    private func compose(_ original: [String]) -> SourceNode? {
        var lines = original
        // Every repeated key costs another parse of the file, so long files get fewer.
        for _ in 0..<max(2, min(50, 20_000 / lines.count)) {
            do {
                guard let root = try Parser(yaml: lines.joined(separator: "\n") + "\n").singleRoot() else {
                    diagnostics.error(Self.emptyMessage, at: at(1, 1))
                    return nil
                }
                var count = 0
                return convert(root, depth: 0, count: &count)
            } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
                let first = at(max(1, context.mark.line), max(1, context.mark.column))
                let key = duplicates.first ?? ""
                guard let second = Self.repetition(of: key, after: first, in: lines) else {
                    diagnostics.error("the key '\(key)' stands twice; keep one", at: first)
                    return nil
                }
                diagnostics.error(
                    "the key '\(key)' stands twice, first on line \(first.line); keep one",
                    at: at(second.line, second.column))
                var scalars = Array(lines[second.line - 1].unicodeScalars)
                let range = (second.column - 1)..<(second.column - 1 + key.unicodeScalars.count)
                scalars.replaceSubrange(range, with: range.map { _ in Unicode.Scalar(0xE000 as UInt16) ?? "_" })
                var line = String.UnicodeScalarView()
                line.append(contentsOf: scalars)
                lines[second.line - 1] = String(line)
            } catch {
                report(error)
                return nil
            }
        }
        return nil
    }

    static let emptyMessage =
        "the file is empty; a scenario starts with 'version: 1' ('tiercast init' writes a commented one)"

    private func report(_ error: any Error) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _):
            let detail = context.map { " (\($0.text.trimmed()) on line \($0.mark.line))" } ?? ""
            diagnostics.error("not YAML: \(problem)\(detail)", at: at(max(1, mark.line), max(1, mark.column)))
        case YamlError.composer(_, let problem, let mark, _):
            let message =
                problem.contains("another document")
                ? "a second document starts here; a scenario is one document: put it into a file of its own"
                : "not YAML: \(problem)"
            diagnostics.error(message, at: at(max(1, mark.line), max(1, mark.column)))
        case YamlError.reader(let problem, _, _, _):
            diagnostics.error("not YAML: \(problem)", at: at(1, 1))
        default:
            diagnostics.error("not YAML", at: at(1, 1))
        }
    }

    private func convert(_ node: Node, depth: Int, count: inout Int) -> SourceNode {
        let location = node.mark.map { at($0.line, $0.column) } ?? at(1, 1)
        count += 1
        guard depth <= Self.depthLimit, count <= Self.nodeLimit else {
            let what = depth > Self.depthLimit ? "nested deeper than \(Self.depthLimit) levels" : "too many values"
            diagnostics.error("\(what); a scenario needs 5 levels and some hundred values", at: location)
            return SourceNode(content: .scalar("", quoted: false), location: location)
        }
        switch node {
        case .scalar(let scalar):
            let quoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            return SourceNode(content: .scalar(Parentheses.show(scalar.string), quoted: quoted), location: location)
        case .sequence(let sequence):
            var items: [SourceNode] = []
            for item in sequence { items.append(convert(item, depth: depth + 1, count: &count)) }
            return SourceNode(content: .sequence(items), location: location)
        case .mapping(let mapping):
            var entries: [SourceNode.Entry] = []
            for (key, value) in mapping {
                let value = convert(value, depth: depth + 1, count: &count)
                let keyLocation = key.mark.map { at($0.line, $0.column) } ?? location
                guard case .scalar(let scalar) = key else {
                    diagnostics.error("a key is a single word, not a list or mapping", at: keyLocation)
                    continue
                }
                // A repeated key is reported already.
                if scalar.string.hasPrefix(Self.repeatedKey) { continue }
                entries.append(.init(key: Parentheses.show(scalar.string), keyLocation: keyLocation, value: value))
            }
            return SourceNode(content: .mapping(entries), location: location)
        case .alias:
            diagnostics.error("an alias is not read in a scenario", at: location)
            return SourceNode(content: .scalar("", quoted: false), location: location)
        }
    }

    /// Where `key` stands again after `first`, in the same block mapping or further on the same flow mapping.
    private static func repetition(
        of key: String, after first: SourceLocation, in lines: [String]
    ) -> (line: Int, column: Int)? {
        let wanted = Array((key + ":").unicodeScalars)
        guard !key.isEmpty else { return nil }
        func matches(_ line: [Unicode.Scalar], _ start: Int) -> Bool {
            start >= 0 && start + wanted.count <= line.count && Array(line[start..<start + wanted.count]) == wanted
                && (start == 0 || [" ", "{", ",", "\t", "-"].contains(line[start - 1]))
        }
        for number in first.line...max(first.line, lines.count) where lines.indices.contains(number - 1) {
            let line = Array(lines[number - 1].unicodeScalars)
            let indent = line.firstIndex { $0 != " " } ?? line.count
            if number == first.line {
                for start in stride(from: first.column, to: line.count, by: 1) where matches(line, start) {
                    return (number, start + 1)
                }
            } else if indent == first.column - 1, matches(line, indent) {
                return (number, indent + 1)
            } else if line.contains(where: { $0 != " " }), indent < first.column - 1 {
                break
            }
        }
        return nil
    }
}
