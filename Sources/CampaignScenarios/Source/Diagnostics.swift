// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects the problems of one reading, with the lines of every text that was read.
final class Diagnostics {
    private(set) var problems: [ScenarioProblem] = []
    private(set) var sources: [String: [String]] = [:]

    /// A file with thousands of mistakes is described well enough by the first ones.
    static let limit = 200

    func addSource(_ lines: [String], named file: String) { sources[file] = lines }

    func error(_ message: String, at location: SourceLocation) { add(.error, message, at: location) }

    func warning(_ message: String, at location: SourceLocation) { add(.warning, message, at: location) }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    var errors: ScenarioErrors { ScenarioErrors(problems: sorted) }

    var sorted: [ScenarioProblem] {
        problems.enumerated().sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
            .map(\.element)
    }

    func line(at location: SourceLocation) -> String? {
        guard let lines = sources[location.file], lines.indices.contains(location.line - 1) else { return nil }
        return lines[location.line - 1]
    }

    private func add(_ severity: ScenarioProblem.Severity, _ message: String, at location: SourceLocation) {
        guard problems.count < Self.limit else { return }
        let problem = ScenarioProblem(
            severity: severity, location: location, message: message, sourceLine: line(at: location))
        if !problems.contains(problem) { problems.append(problem) }
    }
}
