// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

@Suite("A run that is stopped")
struct EndingTests {
    /// A long run that is sent a signal once its database stands beside its place.
    private func stopped(by signal: Int32, in folder: URL) throws -> CommandRun {
        try CommandRun.tiercast(
            ["run", "s.yaml", "--trials", "20M", "--trial-data", "t.csv", "--database", "d.db", "--output", "out"],
            in: folder
        ) { process in
            for _ in 0..<600 where process.isRunning {
                if try CommandRun.names(in: folder).contains(where: { $0.hasPrefix("d.db.tiercast-") }) { break }
                usleep(50_000)
            }
            kill(process.processIdentifier, signal)
        }
    }

    @Test("by a signal leaves nothing and says which one it was", arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGINT])
    func signals(signal: Int32) throws {
        try CommandRun.besideScenario { folder in
            let run = try stopped(by: signal, in: folder)
            #expect(run.status == 128 + signal, "\(run.errors)")
            try #expect(CommandRun.names(in: folder) == ["s.yaml"])
        }
    }

    @Test("by force leaves what the next run with the same outputs takes away, and nothing else goes")
    func force() throws {
        try CommandRun.besideScenario { folder in
            _ = try stopped(by: SIGKILL, in: folder)
            try #expect(CommandRun.names(in: folder).contains { $0.hasPrefix("d.db.tiercast-") })
            let others = ["d.db.tiercast-mine", "d.db.tiercast-1234567", "other.tiercast-123456"]
            for name in others { try Data().write(to: folder.appending(path: name)) }
            let next = try CommandRun.tiercast(
                ["run", "s.yaml", "--trials", "20", "--trial-data", "t.csv", "--database", "d.db"], in: folder)
            #expect(next.status == 0, "\(next.errors)")
            try #expect(
                Set(CommandRun.names(in: folder)).subtracting(others).subtracting(["out"]) == [
                    "s.yaml", "t.csv", "d.db",
                ])
        }
    }

    @Test("by a full disk leaves the former file")
    func fullDisk() throws {
        try CommandRun.besideScenario { folder in
            let old = folder.appending(path: "t.csv")
            try "old\n".write(to: old, atomically: true, encoding: .utf8)
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = folder
            shell.environment = ["TIERCAST": CommandRun.executable.path(), "PATH": "/bin:/usr/bin"]
            // A limit on the size of files fails a write as a full disk does.
            shell.arguments = [
                "-c", "ulimit -f 8; \"$TIERCAST\" run s.yaml --trials 3000 --trial-data t.csv >/dev/null 2>&1",
            ]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 74)
            try #expect(String(contentsOf: old, encoding: .utf8) == "old\n")
            try #expect(CommandRun.names(in: folder) == ["s.yaml", "t.csv"])
        }
    }
}
