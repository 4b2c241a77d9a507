// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// The working copy that these tests read.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func isExecutable(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// The folders directly under `path`, by name.
    static func folders(in path: String) throws -> [String] {
        let contents = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: path), includingPropertiesForKeys: [.isDirectoryKey])
        return try contents.filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The Swift and C files anywhere under `path`, as paths from the root.
    static func sources(in path: String) throws -> [String] {
        let kinds: Set<String> = ["swift", "c", "h"]
        return try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: path).path(percentEncoded: false)
        )
        .filter { file in
            !file.split(separator: "/").contains { $0.hasPrefix(".") }
                && kinds.contains(String(file.split(separator: ".").last ?? ""))
        }
        .map { "\(path)/\($0)" }.sorted()
    }
}
