// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@Suite("Problems")
struct ProblemTests {
    @Test("every kind of problem is reported with its place, its value and what is accepted")
    func messages() {
        let said = faultyScenarios.map { fault in
            (["=== \(fault.name)"] + problems(fault.text)).joined(separator: "\n")
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
