// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignText
internal import Glibc

/// Standard output, standard error, and what they are connected to.
enum Terminal {
    /// Whether standard error is a terminal.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

    /// The fewest and the most columns that are filled; others are taken for a slip.
    private static let (narrowest, widest) = (40, 1_000)

    /// The columns of the terminal on standard output; `COLUMNS` where it is set, 120 in a pipe.
    static var width: Int { width(of: STDOUT_FILENO) ?? 120 }

    /// The columns of the terminal on a descriptor; `COLUMNS` where it is set, nil in a pipe.
    private static func width(of descriptor: Int32) -> Int? {
        if let columns = environment("COLUMNS").flatMap(Int.init), columns > 0 { return min(columns, widest) }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return min(Int(size.ws_col), widest)
    }

    /// Whether standard output takes colours of itself: a terminal that is not dumb, and no `NO_COLOR`.
    static var takesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb" && (environment("NO_COLOR") ?? "").isEmpty
    }

    /// Holds `COLUMNS` to what can be filled, for the argument parser too: it counts on some room, and adds to what it is given.
    static func limitColumns() {
        let digits = (environment("COLUMNS") ?? "").drop { $0 == "0" }
        let isNumber = !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
        if !isNumber { unsetenv("COLUMNS") }
        guard isNumber || isatty(STDOUT_FILENO) == 1 else { return }
        let columns = isNumber && digits.count > 4 ? widest : width
        if !(narrowest..<widest).contains(columns) {
            setenv("COLUMNS", "\(min(max(columns, narrowest), widest))", 1)
        }
    }

    /// The value of an environment variable.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Prints text to standard output; a closed pipe is not an error.
    ///
    /// What results hold was cleaned where they were made: a page carries colours, and JSON escapes what is not shown. A line of the
    /// command's own goes through `say`.
    static func print(_ text: String) throws(Failure) {
        let error = write(Array(text.utf8), to: STDOUT_FILENO)
        if error != 0, error != EPIPE { throw .unwritable("standard output", .system(error)) }
    }

    /// Prints a line of the command's own to standard output, without what a terminal would obey.
    static func say(_ line: String) throws(Failure) { try print(LegibleText.clean(line, keepingLines: true) + "\n") }

    /// Prints a line to standard error, without what a terminal would obey: it may name files, options and what stands in a
    /// scenario.
    static func complain(_ line: String) {
        _ = write(Array((LegibleText.clean(line, keepingLines: true) + "\n").utf8), to: STDERR_FILENO)
    }

    /// Prints a problem of a file to standard error: wrapped on a terminal, in one line where another program reads it.
    static func complain(_ problem: ScenarioProblem) {
        let text = problem.rendered()
        complain(width(of: STDERR_FILENO).map { TerminalText.finding(text, width: $0) } ?? text)
    }

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
