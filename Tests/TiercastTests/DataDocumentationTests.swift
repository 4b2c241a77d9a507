// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// The files and commands that `docs/data.md`, `docs/import.md`, `docs/calibrate.md` and `docs/score.md` show.
@Suite struct DataDocumentationTests {
    private struct Block {
        var kind, argument, text: String
    }

    /// The blocks of code under comments such as `<!-- file:name -->`.
    private func blocks(_ name: String) throws -> [Block] {
        let text = try String(contentsOf: page(name), encoding: .utf8)
        return text.components(separatedBy: "<!-- ").dropFirst().compactMap { part in
            let pieces = part.components(separatedBy: " -->\n```")
            guard pieces.count == 2, let colon = pieces[0].firstIndex(of: ":"),
                let start = pieces[1].firstIndex(of: "\n"), let end = pieces[1].range(of: "\n```")
            else { return nil }
            return Block(
                kind: String(pieces[0][..<colon]), argument: String(pieces[0][pieces[0].index(after: colon)...]),
                text: String(pieces[1][pieces[1].index(after: start)..<end.lowerBound]))
        }
    }

    private func page(_ name: String) -> URL { Checker.repository.appending(path: "docs/\(name)") }

    /// Holds what a command prints to what the page shows, or writes it there.
    private func compare(_ printed: String, with block: Block, of name: String) throws {
        if ProcessInfo.processInfo.environment["TIERCAST_WRITE_GENERATED"] == "1" {
            let mark = "<!-- run:\(block.argument) -->\n```text\n"
            let text = try String(contentsOf: page(name), encoding: .utf8)
                .replacing(mark + block.text + "\n```", with: mark + printed + "```")
            try text.write(to: page(name), atomically: true, encoding: .utf8)
        } else {
            #expect(printed == block.text + "\n", "run with TIERCAST_WRITE_GENERATED=1 to write docs/\(name) anew")
        }
    }

    @Test("every command prints what the page shows")
    func commands() throws {
        let blocks = try blocks("data.md")
        #expect(blocks.count { $0.kind == "file" } == 4 && blocks.count { $0.kind == "run" } == 2)
        try CommandRun.inFolder { folder in
            for block in blocks where block.kind == "file" {
                try (block.text + "\n").write(
                    to: folder.appending(path: block.argument), atomically: true, encoding: .utf8)
            }
            for block in blocks where block.kind == "run" {
                let run = try CommandRun.tiercast(block.argument.split(separator: " ").map(String.init), in: folder)
                #expect((run.output + run.errors) == block.text + "\n")
            }
            let run = try CommandRun.tiercast(["run", "launch.yaml", "--trials", "50", "--output", "out"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            // The resolved scenario needs no file beside it.
            try FileManager.default.removeItem(at: folder.appending(path: "creators.csv"))
            let resolved = try CommandRun.tiercast(
                ["run", "out/scenario.resolved.yaml", "--trials", "50", "--format", "csv"], in: folder)
            #expect(resolved.status == 0, "\(resolved.errors)")
        }
    }

    @Test(
        "every import, calibration and score prints what its page shows",
        arguments: [("import.md", 4, 3), ("calibrate.md", 2, 1), ("score.md", 3, 4)])
    func imports(page: String, files: Int, runs: Int) throws {
        let blocks = try blocks(page)
        #expect(blocks.count { $0.kind == "file" } == files && blocks.count { $0.kind == "run" } == runs)
        try CommandRun.inFolder { folder in
            for block in blocks where block.kind == "file" {
                try (block.text + "\n").write(
                    to: folder.appending(path: block.argument), atomically: true, encoding: .utf8)
            }
            for block in blocks where block.kind == "run" {
                let run = try CommandRun.tiercast(
                    block.argument.split(separator: " ").map(String.init), in: folder, environment: ["COLUMNS": "100"])
                try compare(run.output + run.errors, with: block, of: page)
            }
        }
    }
}
