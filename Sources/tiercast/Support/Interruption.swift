// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Synchronization

/// Ctrl-C and the other signals that ask a program to end: the first one asks the run to end with what is complete, the second
/// one ends the program.
enum Interruption {
    /// The signal that came; 0 where none did.
    private static let received = Atomic<Int32>(0)

    /// Ctrl-C, `kill`, the end of the terminal, Ctrl-\.
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// Whether the program was asked to end.
    static var isRequested: Bool { signal != 0 }

    /// The signal that asked; 0 where none did.
    static var signal: Int32 { received.load(ordering: .relaxed) }

    /// Listens from the first call on.
    static func listen() { listening }

    private static let listening: Void = {
        // Made before a signal can come: the first use initialises it, which a handler must not do.
        received.store(0, ordering: .relaxed)
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals {
            // nohup: the run goes on when its terminal ends.
            if number == SIGHUP, isIgnored(number) { continue }
            sigaddset(&set, number)
            Glibc.signal(number) { number in
                Interruption.received.store(number, ordering: .relaxed)
                Glibc.signal(SIGINT, SIG_DFL)
                Glibc.signal(SIGTERM, SIG_DFL)
                Glibc.signal(SIGQUIT, SIG_DFL)
            }
        }
        // A parent may have started the program with signals blocked.
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }()

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
