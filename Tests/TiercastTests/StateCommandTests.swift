// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Testing

@Suite("A run with a state")
struct StateCommandTests {
    private func run(_ arguments: [String], in folder: URL) throws -> CommandRun {
        try CommandRun.tiercast(["run", "s.yaml"] + arguments, in: folder)
    }

    @Test("prints and writes the bytes of a run without one, and keeps a longer state")
    func sameBytes() throws {
        try CommandRun.besideScenario { folder in
            let file = folder.appending(path: "st")
            var former = Data()
            for (trials, threads) in [("700", "1"), ("3k", "2"), ("1100", "1")] {
                let outputs = ["--trial-data", "t.csv", "--json", "--trials", trials]
                let plain = try run(outputs, in: folder)
                let rows = try Data(contentsOf: folder.appending(path: "t.csv"))
                let gone = try run(outputs + ["--state", "st", "--threads", threads], in: folder)
                #expect(gone.status == 0, "\(gone.errors)")
                #expect(gone.output == plain.output)
                try #expect(Data(contentsOf: folder.appending(path: "t.csv")) == rows)
                let state = try Data(contentsOf: file)
                #expect(trials == "1100" ? state == former : state.count > former.count)
                former = state
            }
            try #expect(CommandRun.names(in: folder) == ["s.yaml", "st", "t.csv"])
        }
    }

    @Test("leaves what it has when it is interrupted, and goes on from there", arguments: [SIGINT, SIGTERM])
    func interruption(signal: Int32) throws {
        try CommandRun.besideScenario { folder in
            let arguments = ["--trials", "20M", "--state", "st", "--database", "d.db"]
            let stopped = try CommandRun.tiercast(["run", "s.yaml"] + arguments, in: folder) { process in
                for _ in 0..<600 where process.isRunning {
                    if try CommandRun.names(in: folder).contains(where: { $0.hasPrefix("d.db.tiercast-") }) { break }
                    usleep(50_000)
                }
                usleep(1_500_000)
                kill(process.processIdentifier, signal)
            }
            #expect(stopped.status == 128 + signal, "\(stopped.errors)")
            #expect(stopped.errors.contains("the same command goes on from them"))
            try #expect(CommandRun.names(in: folder) == ["s.yaml", "st"])
            let gone = try run(["--trials", "2k", "--state", "st", "--json"], in: folder)
            #expect(gone.status == 0, "\(gone.errors)")
            try #expect(gone.output == run(["--trials", "2k", "--json"], in: folder).output)
        }
    }

    @Test("refuses another run's state, a damaged one and what is none, and leaves each as it is")
    func refusals() throws {
        try CommandRun.besideScenario { folder in
            let file = folder.appending(path: "st")
            #expect(try run(["--trials", "20", "--state", "st"], in: folder).status == 0)
            let state = try Data(contentsOf: file)
            let other = try run(["--trials", "40", "--seed", "2", "--state", "st"], in: folder)
            #expect(other.status == 2 && other.output.isEmpty)
            #expect(other.errors.contains("st: is the state of another run: its seed is 1, not 2"))
            try #expect(Data(contentsOf: file) == state)
            var damaged = state
            damaged[state.count / 2] ^= 4
            for bad in [damaged, state.prefix(state.count - 1), Data("mine".utf8), Data()] {
                try bad.write(to: file)
                let refused = try run(["--trials", "40", "--state", "st"], in: folder)
                #expect(refused.status == 2, "\(refused.errors)")
                try #expect(Data(contentsOf: file) == bad)
            }
            #expect(try run(["--state", "s.yaml"], in: folder).status == 74)
            #expect(try run(["--state", "."], in: folder).status == 2)
            #expect(try run(["--state", "none/st"], in: folder).status == 74)
            #expect(try run(["s.yaml", "--state", "other"], in: folder).status == 64)
            try #expect(CommandRun.names(in: folder) == ["s.yaml", "st"])
        }
    }

    @Test("leaves the former state where the disk is full")
    func fullDisk() throws {
        try CommandRun.besideScenario { folder in
            #expect(try run(["--trials", "20", "--state", "st"], in: folder).status == 0)
            let state = try Data(contentsOf: folder.appending(path: "st"))
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = folder
            shell.environment = ["TIERCAST": CommandRun.executable.path(), "PATH": "/bin:/usr/bin"]
            shell.arguments = [
                "-c", "ulimit -f 32; \"$TIERCAST\" run s.yaml --trials 3000 --state st >/dev/null 2>&1",
            ]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 74)
            try #expect(Data(contentsOf: folder.appending(path: "st")) == state)
            try #expect(CommandRun.names(in: folder) == ["s.yaml", "st"])
        }
    }
}
