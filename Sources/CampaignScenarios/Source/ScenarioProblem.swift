// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// A place in a scenario file, counted from 1; columns count Unicode scalars.
public struct SourceLocation: Sendable, Equatable, Comparable {
    /// The file's name as it was given to the reader, or the text of an override.
    public var file: String
    /// The line.
    public var line: Int
    /// The column.
    public var column: Int

    /// A place in a file.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Orders places by file, then line, then column.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// Something wrong or doubtful in a scenario file: where, what, and what is accepted instead.
public struct ScenarioProblem: Sendable, Equatable {
    /// How grave a problem is.
    public enum Severity: String, Sendable {
        /// The scenario cannot be read.
        case error
        /// The scenario can be read, but may not mean what its author thinks.
        case warning
        /// The scenario can be read, and its answer would be worth more.
        case advice
    }

    /// How grave it is.
    public var severity: Severity
    /// Where it is.
    public var location: SourceLocation
    /// What is wrong, with the value, and what is accepted.
    public var message: String
    /// The line of the file, where it is text.
    public var sourceLine: String?

    /// A problem at a place.
    public init(severity: Severity, location: SourceLocation, message: String, sourceLine: String? = nil) {
        self.severity = severity
        self.location = location
        self.message = message
        self.sourceLine = sourceLine
    }

    /// The problem as compilers print it: `file:line:column: error: message`, the line, and a caret under the column; without
    /// characters that a terminal would obey, wherever they come from.
    public func rendered() -> String {
        let head = LegibleText.clean(
            "\(location.file):\(location.line):\(location.column): \(severity.rawValue): \(message)")
        guard let sourceLine else { return head }
        // Long lines are cut around the column so that the caret stays in sight.
        let scalars = Array(sourceLine.unicodeScalars)
        let column = min(max(location.column - 1, 0), scalars.count)
        let start = scalars.count <= 160 ? 0 : max(0, column - 80)
        let shown = scalars[start..<min(scalars.count, start + 160)]
        var text = ""
        var pad = ""
        for (offset, scalar) in shown.enumerated() {
            text.unicodeScalars.append(
                LegibleText.isLegible(scalar) || scalar == "\t" ? scalar : LegibleText.replacement)
            if start + offset < column { pad.unicodeScalars.append(scalar == "\t" ? "\t" : " ") }
        }
        return "\(head)\n  \(text)\n  \(pad)^"
    }
}

/// All that is wrong with a scenario, sorted by place.
public struct ScenarioErrors: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problems, sorted by place; at least one is an error.
    public var problems: [ScenarioProblem]

    /// The given problems.
    public init(problems: [ScenarioProblem]) { self.problems = problems }

    /// Every problem as compilers print it, one after the other.
    public var description: String { problems.map { $0.rendered() }.joined(separator: "\n") }
}
