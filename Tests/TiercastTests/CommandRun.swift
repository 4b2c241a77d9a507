// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// One run of the built command in a folder of its own.
struct CommandRun {
    var status: Int32
    var output: String
    var errors: String

    /// The command: `TIERCAST_COMMAND` where it is set, else the one beside the test bundle.
    static var executable: URL {
        if let path = ProcessInfo.processInfo.environment["TIERCAST_COMMAND"] { return URL(filePath: path) }
        let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return beside.appending(path: "tiercast")
    }

    /// Runs the command with `arguments` in `folder`; `meanwhile` is called once it runs.
    static func tiercast(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:],
        meanwhile: (Process) throws -> Void = { _ in }
    ) throws -> CommandRun {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files rather than pipes: output of any length cannot block the command.
        let id = UUID().uuidString
        let paths = ["out", "err"].map { FileManager.default.temporaryDirectory.appending(path: "\(id).\($0)") }
        for path in paths { _ = FileManager.default.createFile(atPath: path.path(), contents: nil) }
        defer { for path in paths { try? FileManager.default.removeItem(at: path) } }
        process.standardOutput = try FileHandle(forWritingTo: paths[0])
        process.standardError = try FileHandle(forWritingTo: paths[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try meanwhile(process)
        process.waitUntilExit()
        return CommandRun(
            status: process.terminationStatus, output: try String(contentsOf: paths[0], encoding: .utf8),
            errors: try String(contentsOf: paths[1], encoding: .utf8))
    }

    /// A new empty folder that `body` may fill.
    static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tiercast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// Runs `body` in a folder that holds the scenario of one split `s.yaml`.
    static func besideScenario(_ body: (URL) throws -> Void) throws {
        try inFolder { folder in
            let scenario = """
                version: 1
                budget: 5000
                defaults: evidence
                product: {order_value: 80, gross_margin: 50%}
                splits: {a: {nano: 100%}}
                """
            try scenario.write(to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            try body(folder)
        }
    }

    /// The names in a folder, sorted.
    static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }
}
