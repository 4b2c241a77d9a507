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

extension BlockLoop {
    /// The results of `work` for each element, in their order; nil where one is missing or it was cancelled.
    static func each<Element: Sendable, Worker, Result: Sendable>(
        _ elements: [Element], threads: Int, isCancelled: @Sendable () -> Bool,
        progress: @Sendable (_ done: Int) -> Void = { _ in }, worker: @Sendable () -> Worker,
        work: @Sendable (Worker, Element) -> Result?
    ) -> [Result]? {
        let all = Mutex<[Result?]>([])
        run(
            trials: elements.count, threads: threads, blockTrials: 1, isCancelled: isCancelled, worker: worker,
            work: { worker, numbers in numbers.map { work(worker, elements[$0]) } },
            collect: { part in
                let done = all.withLock { all in
                    all += part
                    return all.count
                }
                progress(done)
            })
        let found = all.withLock { $0 }.compactMap { $0 }
        return found.count == elements.count ? found : nil
    }

    /// The tables that `work` makes of blocks of trials, their rows in the order of the trials; nil where it was cancelled.
    /// The first table has a row for each trial.
    static func tables<Worker>(
        trials: Int, threads: Int, isCancelled: @Sendable () -> Bool, progress: @Sendable (_ done: Int) -> Void,
        worker: @Sendable () -> Worker, work: @Sendable (Worker, Range<Int>) -> [[[Double]]]
    ) -> [[[Double]]]? {
        let all = Mutex<[[[Double]]]>([])
        run(
            trials: trials, threads: threads, isCancelled: isCancelled, worker: worker, work: work,
            collect: { part in
                let done = all.withLock { all in
                    all.appendRows(part)
                    return all[0].rowCount
                }
                progress(done)
            })
        let tables = all.withLock { $0 }
        return tables.first?.rowCount == trials ? tables : nil
    }
}
