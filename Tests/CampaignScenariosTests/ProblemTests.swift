// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("Problems")
struct ProblemTests {
    @Test("every kind of problem is reported with its place, its value and what is accepted")
    func messages() throws {
        let said = faultyScenarios.map { fault in
            (["=== \(fault.name)"] + problems(fault.text)).joined(separator: "\n")
        }
        if ProcessInfo.processInfo.environment["TIERCAST_WRITE_GENERATED"] == "1" {
            let text = said.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(
                trimmed)
            try (text.joined(separator: "\n") + "\n").write(to: expectedProblemsFile, atomically: true, encoding: .utf8)
            return
        }
        let lines = said.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let expected = expectedProblems.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == expected.count)
        for (line, wanted) in zip(lines, expected) where trimmed(line) != wanted {
            Issue.record("said: \(line)\nexpected: \(wanted)")
        }
    }

    @Test("every faulty scenario is refused")
    func refused() {
        for fault in faultyScenarios { #expect(!problems(fault.text).isEmpty, "\(fault.name)") }
    }

    private func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
