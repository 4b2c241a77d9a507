// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Glibc

/// Why the command stops, and with which exit code.
struct Failure: Error {
    /// What is printed after the command's name.
    var message: String
    /// The exit code.
    var code: ExitCode

    /// An input that cannot be read.
    static func input(_ message: String) -> Failure { Failure(message: message, code: .badInput) }
    /// An output that cannot be written.
    static func output(_ message: String) -> Failure { Failure(message: message, code: .outputFailed) }
}

extension ExitCode {
    /// A scenario or input file that is wrong or cannot be read.
    static let badInput = ExitCode(2)
    /// An output that cannot be written (`EX_IOERR`).
    static let outputFailed = ExitCode(74)
    /// Something that the command needs is not installed (`EX_UNAVAILABLE`).
    static let unavailable = ExitCode(69)
    /// Asked to end: 128 and the number of the signal, 130 for Ctrl-C.
    static var interrupted: ExitCode { ExitCode(128 + (Interruption.isRequested ? Interruption.signal : SIGINT)) }
}
