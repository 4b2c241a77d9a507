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
    ///   - context: asked before each block whether to end, and told after each one how many trials are collected.
    ///   - worker: makes what a thread works with.
    ///   - work: called from any thread with the block's trials.
    ///   - collect: called one at a time, in the order of the trials.
    /// - Throws: where the run was ended before the last block was collected; those collected follow on each other.
    static func run<Worker, Part: Sendable>(
        trials: Int, threads: Int, blockTrials: Int = Self.trials, in context: RunContext,
        worker: @Sendable () -> Worker,
        work: @Sendable (Worker, Range<Int>) throws(CancellationError) -> Part, collect: @Sendable (Part) -> Void
    ) throws(CancellationError) {
        let blocks = (trials + blockTrials - 1) / blockTrials
        let next = Atomic<Int>(0)
        let isEnded = Atomic<Bool>(false)
        let finished = Exclusive<(next: Int, waiting: [Int: Part])>((0, [:]))
        // No thread runs far ahead of the block that is to be collected next, so that memory does not grow with a pause. It begins
        // at 0 because a semaphore must not end lower than it began, as one does whose blocks are not all collected.
        let ahead = DispatchSemaphore(value: 0)
        for _ in 0..<2 * threads + 2 { ahead.signal() }
        DispatchQueue.concurrentPerform(iterations: min(threads, blocks)) { _ in
            let tools = worker()
            while !context.isCancelled {
                ahead.wait()
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < blocks, !isEnded.load(ordering: .relaxed) else {
                    ahead.signal()
                    return
                }
                let first = number * blockTrials
                guard let part = try? work(tools, first..<min(first + blockTrials, trials)) else {
                    // The blocks that follow wait in vain, and so may the other threads.
                    isEnded.store(true, ordering: .relaxed)
                    ahead.signal()
                    return
                }
                finished.withTurn { finished in
                    finished.waiting[number] = part
                    while let part = finished.waiting.removeValue(forKey: finished.next) {
                        collect(part)
                        finished.next += 1
                        context.report(done: min(finished.next * blockTrials, trials), of: trials)
                        ahead.signal()
                    }
                }
            }
        }
        guard finished.withTurn({ $0.next }) == blocks else { throw CancellationError() }
    }
}

extension BlockLoop {
    /// The results of `work` for each element, in their order.
    static func each<Element: Sendable, Worker, Result: Sendable>(
        _ elements: [Element], threads: Int, in context: RunContext, worker: @Sendable () -> Worker,
        work: @Sendable (Worker, Element) throws(CancellationError) -> Result
    ) throws(CancellationError) -> [Result] {
        let all = Mutex<[Result]>([])
        try run(
            trials: elements.count, threads: threads, blockTrials: 1, in: context, worker: worker,
            work: { (worker, number) throws(CancellationError) in try work(worker, elements[number.lowerBound]) },
            collect: { result in all.withLock { $0.append(result) } })
        return all.withLock { $0 }
    }

    /// What `work` makes of blocks of trials, merged in the order of the trials behind `nothing`.
    static func merged<Worker, Part: Mergeable & Sendable>(
        _ nothing: Part, trials: Int, threads: Int, in context: RunContext, worker: @Sendable () -> Worker,
        work: @Sendable (Worker, Range<Int>) throws(CancellationError) -> Part
    ) throws(CancellationError) -> Part {
        let whole = Mutex(nothing)
        try run(
            trials: trials, threads: threads, in: context, worker: worker, work: work,
            collect: { part in whole.withLock { $0.merge(part) } })
        return whole.withLock { $0 }
    }
}
