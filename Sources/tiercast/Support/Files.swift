// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Files: read with a limit, written whole or not at all.
enum Files {
    /// The most bytes of a scenario or a data file that are read.
    static let limit = 1 << 20

    /// What an error number means.
    static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    /// A regular file's bytes; `-` is not special.
    ///
    /// - Parameter limit: the most bytes that are read; what is larger is refused.
    static func read(_ path: String, atMost limit: Int = Files.limit) throws(Failure) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .input("\(path): \(reason(errno))") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .input("\(path): is a directory; name a scenario file in it")
        default: throw .input("\(path): is not a regular file")
        }
        guard status.st_size <= limit else {
            throw .input("\(path): has \(status.st_size) bytes; such a file may have \(limit)")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .input("\(path): \(reason(errno))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .input("\(path): \(reason(errno))")
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            // A file that grows while it is read stays within the limit too.
            guard bytes.count <= limit else { throw .input("\(path): has more than \(limit) bytes") }
        }
    }

    /// Whether two paths name the same existing file.
    static func areSame(_ first: String, _ second: String) -> Bool {
        var left = stat()
        var right = stat()
        guard stat(first, &left) == 0, stat(second, &right) == 0 else { return false }
        return left.st_dev == right.st_dev && left.st_ino == right.st_ino
    }

    /// Refuses places of outputs at which an input stands, and places that are named twice.
    static func refuse(_ places: [String], over inputs: [String]) throws(Failure) {
        for (number, place) in places.enumerated() {
            for input in inputs where areSame(place, input) {
                throw .output("\(place): is \(input), which is read, and is not overwritten")
            }
            for other in places[..<number] where plain(other) == plain(place) || areSame(other, place) {
                throw .output("\(place): is named for two outputs; choose another name for one")
            }
        }
    }

    /// A path without parts that change nothing.
    private static func plain(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
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
                throw .output("\(built): \(reason(errno))")
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .output("\(path): is not a directory")
        }
        return made
    }

    /// Takes away those of `directories` that are empty, given outermost first.
    static func removeEmpty(_ directories: [String]) {
        for directory in directories.reversed() { rmdir(directory) }
    }

    /// The last part of a path.
    static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The last part of a path, without what follows its last dot.
    static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
