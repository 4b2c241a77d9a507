// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// Maps a list on several threads, in its order.
enum ParallelMap {
    static func of<Value: Sendable, Result: Sendable>(
        _ values: [Value], threads: Int, _ work: @Sendable (Value) -> Result
    ) -> [Result] {
        let made = Mutex<[Int: [Result]]>([:])
        let workers = max(1, min(threads, values.count))
        let size = (values.count + workers - 1) / workers
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let own = min(worker * size, values.count)..<min((worker + 1) * size, values.count)
            let results = own.map { work(values[$0]) }
            made.withLock { $0[worker] = results }
        }
        return made.withLock { made in (0..<workers).flatMap { made[$0] ?? [] } }
    }
}
