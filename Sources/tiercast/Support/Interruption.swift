// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Synchronization

/// Ctrl-C: the first one asks the run to end with what is complete, the second one ends the program.
enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether Ctrl-C was pressed.
    static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Listens to Ctrl-C from now on.
    static func listen() {
        // The flag is made before a signal can come: its first use initialises it, which a handler must not do.
        flag.store(false, ordering: .relaxed)
        // A parent may have started the program with the signal blocked.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        signal(SIGINT) { _ in
            Interruption.flag.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }
}
