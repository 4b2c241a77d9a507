// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignWorkbench
internal import Glibc

/// Files: read with a limit, written whole or not at all.
enum Files {
    /// What an error number means.
    static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    /// A regular file's bytes; `-` is not special.
    ///
    /// - Parameter limit: the most bytes that are read; what is larger is refused.
    static func read(_ path: String, atMost limit: Int = Limits.scenarioBytes) throws(Failure) -> [UInt8] {
        let file = try OpenFile(path)
        guard file.size <= limit else { throw .unreadable(path, .isTooLarge(bytes: Int64(file.size), most: limit)) }
        var bytes: [UInt8] = []
        while true {
            let piece = try file.piece(atMost: 1 << 16)
            if piece.isEmpty { return bytes }
            bytes += piece
            // A file that grows while it is read stays within the limit too.
            guard bytes.count <= limit else { throw .unreadable(path, .isTooLarge(bytes: nil, most: limit)) }
        }
    }

    /// Whether something stands at the path.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Makes a directory and those above it; returns those that were not there before, outermost first.
    @discardableResult
    static func makeDirectory(_ path: String) throws(Failure) -> [String] {
        var made: [String] = []
        var built = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            built += (built.isEmpty || built == "/" ? "" : "/") + part
            if mkdir(built, 0o777) == 0 {
                made.append(built)
            } else if errno != EEXIST {
                throw .unwritable(built, .system(errno))
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .unwritable(path, .isNoDirectory)
        }
        return made
    }

    /// Takes away those of `directories` that are empty, given outermost first.
    static func removeEmpty(_ directories: [String]) {
        for directory in directories.reversed() { rmdir(directory) }
    }
}
