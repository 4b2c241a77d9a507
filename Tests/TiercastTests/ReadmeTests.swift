// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What the README shows is what the command does.
@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The lines between two marks of the README, without the fences of the code block.
    private func block(_ name: String) throws -> [String] {
        let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "<!-- \(name):begin -->"))
        let end = try #require(lines.firstIndex(of: "<!-- \(name):end -->"))
        return lines[(start + 1)..<end].filter { !$0.hasPrefix("```") }
    }

    @Test func theRunShownIsTheRunGiven() throws {
        let lines = try block("run")
        let command = try #require(lines.first)
        #expect(command.hasPrefix("$ tiercast "))
        let run = try CommandRun.tiercast(
            command.split(separator: " ").dropFirst(2).map(String.init), in: Self.root, environment: ["COLUMNS": "100"])
        #expect(run.status == 0)
        #expect(run.output == lines.dropFirst().joined(separator: "\n") + "\n")
    }

    @Test func theExampleScenarioRuns() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try block("example").joined(separator: "\n").write(
            to: folder.appending(path: "mine.yaml"), atomically: true, encoding: .utf8)
        let run = try CommandRun.tiercast(["run", "mine.yaml", "--trials", "50"], in: folder)
        #expect(run.status == 0)
        #expect(run.output.contains("Spring skincare launch"))
    }
}
