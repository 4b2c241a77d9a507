// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Another program that results are checked against: Python with the packages of `scripts/checkers/requirements.txt`, which
/// `./test` installs.
enum Checker {
    /// What a test says that is skipped for want of it.
    static let isMissing = "the checkers are not installed: ./test installs them where it can"

    /// Python with the packages; nil where it is not installed.
    static var python: URL? {
        let path = repository.appending(path: ".build/checkers/bin/python")
        return FileManager.default.isExecutableFile(atPath: path.path()) ? path : nil
    }

    /// Whether charts can be drawn.
    static var hasCharts: Bool {
        FileManager.default.isExecutableFile(atPath: repository.appending(path: ".build/charts/bin/python").path())
    }

    /// Whether pages can be looked at.
    static var hasBrowser: Bool {
        python != nil
            && ["/usr/bin/chromium", "/usr/local/bin/chromium"].contains {
                FileManager.default.isExecutableFile(atPath: $0)
            }
    }

    /// The root of the repository.
    static var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs a script of the repository, or `-c` with a program, and gives what it prints; both streams where it fails.
    static func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
        guard let python else { return (-1, isMissing) }
        let process = Process()
        process.executableURL = python
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).checked")
        _ = FileManager.default.createFile(atPath: output.path(), contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }
}
