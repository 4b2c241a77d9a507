// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// A value that one thread at a time works on, for as long as that takes.
///
/// Threads wait for their turn at a semaphore. So the mutex, which keeps the value, is free whenever it is asked for; the thread sanitizer
/// can follow a wait for a semaphore, but not one for a mutex.
final class Exclusive<Value: Sendable>: Sendable {
    private let turn = DispatchSemaphore(value: 1)
    private let value: Mutex<Value>

    /// A value that nobody works on.
    init(_ value: Value) { self.value = Mutex(value) }

    /// Works on the value alone.
    func withTurn<Result: Sendable, Failure: Error>(
        _ work: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        turn.wait()
        defer { turn.signal() }
        return try value.withLock { (value) throws(Failure) in try work(&value) }
    }
}
