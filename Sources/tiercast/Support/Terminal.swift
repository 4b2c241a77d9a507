// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// Standard output, standard error, and what they are connected to.
enum Terminal {
    /// Whether standard error is a terminal.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

    /// The columns of the terminal on standard output; `COLUMNS` where it is set, 120 in a pipe.
    static var width: Int {
        if let columns = environment("COLUMNS").flatMap(Int.init), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 120 }
        return Int(size.ws_col)
    }

    /// Whether standard output takes colours of itself: a terminal that is not dumb, and no `NO_COLOR`.
    static var takesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb" && (environment("NO_COLOR") ?? "").isEmpty
    }

    /// The value of an environment variable.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Prints text to standard output; a closed pipe is not an error.
    static func print(_ text: String) throws(Failure) {
        let error = write(Array(text.utf8), to: STDOUT_FILENO)
        if error != 0, error != EPIPE { throw .output("standard output: \(Files.reason(error))") }
    }

    /// Prints a line to standard error.
    static func complain(_ line: String) { _ = write(Array((line + "\n").utf8), to: STDERR_FILENO) }

    /// Writes bytes to a descriptor; returns 0 or the error's number.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                done += count
            }
            return 0
        }
    }
}
