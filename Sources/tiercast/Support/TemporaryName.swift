// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText
internal import Glibc

/// Names of files that are not complete: `NAME.tiercast-XXXXXX` beside the place that they are meant for.
///
/// Whoever writes such a file holds a lock on it (`flock`), which goes with the program however it ends. So a file that nobody
/// holds was left by a program that was killed, and the next one that writes to the same place takes it away.
enum TemporaryName {
    /// The folder of a path, as a path.
    private static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }

    /// What the names of all temporary files for a path begin with, without their folder; names of files have 255 bytes at most.
    private static func beginning(_ path: String) -> String {
        var name = String.UnicodeScalarView()
        var room = 200
        for scalar in FileName.last(path).unicodeScalars {
            room -= UTF8.width(scalar)
            guard room >= 0 else { break }
            name.append(scalar)
        }
        return String(name) + ".tiercast-"
    }

    /// A file without a name on the file system of a path; negative where there are none.
    static func openUnnamed(in path: String) -> Int32 {
        // O_TMPFILE of <fcntl.h>, which Swift does not see.
        Glibc.open(folder(path), 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
    }

    /// A new file with a name, held; nil with `errno` where there can be none.
    static func open(for path: String) -> (descriptor: Int32, name: String)? {
        for _ in 0..<100 {
            var template = Array((folder(path) + beginning(path) + "XXXXXX").utf8CString)
            let descriptor = mkstemp(&template)
            guard descriptor >= 0 else { return nil }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            flock(descriptor, LOCK_EX | LOCK_NB)
            // Another program may have swept it away between the two.
            if isAt(descriptor, name) { return (descriptor, name) }
            close(descriptor)
        }
        errno = EEXIST
        return nil
    }

    /// Gives a file without a name one, held; nil with `errno` where that fails.
    static func give(_ descriptor: Int32, for path: String) -> String? {
        flock(descriptor, LOCK_EX | LOCK_NB)
        for _ in 0..<100 {
            let ending = String(UInt64.random(in: 0..<2_176_782_336), radix: 36)
            let padded = String(repeating: "0", count: 6 - ending.count) + ending
            let name = folder(path) + beginning(path) + padded
            if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 { return name }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    /// Takes away what killed programs left of the file at a path.
    static func sweep(for path: String) {
        let (folder, beginning) = (folder(path), beginning(path))
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(beginning), name.utf8.count == beginning.utf8.count + 6 else { continue }
            let found = Glibc.open(folder + name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard found >= 0 else { continue }
            var status = stat()
            let isOurs = fstat(found, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
            if isOurs, flock(found, LOCK_EX | LOCK_NB) == 0, isAt(found, folder + name) { unlink(folder + name) }
            close(found)
        }
    }

    /// Whether an open file is the one that stands at a path.
    private static func isAt(_ descriptor: Int32, _ path: String) -> Bool {
        var (open, there) = (stat(), stat())
        return fstat(descriptor, &open) == 0 && lstat(path, &there) == 0
            && open.st_dev == there.st_dev && open.st_ino == there.st_ino
    }
}
