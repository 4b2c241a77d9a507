// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Glibc

/// On how many threads a command works.
struct ThreadOptions: ParsableArguments {
    @Option(help: "Threads; all processors unless said otherwise. Changes no figure.")
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1_024).contains(threads) { throw ValidationError("--threads takes 1 to 1024") }
    }

    /// The threads.
    var count: Int { threads ?? Self.processors }

    /// The processors of this machine.
    static var processors: Int { Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
