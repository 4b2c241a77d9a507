// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// Works through trials in blocks on several threads and takes the results in the order of the trials.
///
/// So sums over trials are the same to the last bit with any number of threads, and the first trials of a long run are
/// those of a short one.
enum BlockLoop {
    /// Trials in a block.
    static let trials = 1_024

    /// Runs `work` for each block and `collect` for each result.
    ///
    /// - Parameters:
    ///   - trials: all trials; the last block may be shorter than the others.
    ///   - blockTrials: trials in a block.
    ///   - isCancelled: asked before each block.
    ///   - worker: makes what a thread works with.
    ///   - work: called from any thread with the block's trials.
    ///   - collect: called one at a time, in the order of the trials.
    static func run<Worker, Part: Sendable>(
        trials: Int, threads: Int, blockTrials: Int = Self.trials, isCancelled: @Sendable () -> Bool,
        worker: @Sendable () -> Worker,
        work: @Sendable (Worker, Range<Int>) -> Part, collect: @Sendable (Part) -> Void
    ) {
        let blocks = (trials + blockTrials - 1) / blockTrials
        let next = Atomic<Int>(0)
        let queue = Mutex<(next: Int, waiting: [Int: Part])>((0, [:]))
        // No thread runs far ahead of the block that is to be collected next, so that memory does not grow with a pause.
        let ahead = DispatchSemaphore(value: 2 * threads + 2)
        DispatchQueue.concurrentPerform(iterations: min(threads, blocks)) { _ in
            let tools = worker()
            while !isCancelled() {
                ahead.wait()
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < blocks else {
                    ahead.signal()
                    return
                }
                let first = number * blockTrials
                let part = work(tools, first..<min(first + blockTrials, trials))
                queue.withLock { queue in
                    queue.waiting[number] = part
                    while let part = queue.waiting.removeValue(forKey: queue.next) {
                        collect(part)
                        queue.next += 1
                        ahead.signal()
                    }
                }
            }
        }
    }
}
