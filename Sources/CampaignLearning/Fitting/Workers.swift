// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch

/// Who evaluates many points: one thread or several. The values are the same, each in its place.
public struct Workers: Sendable {
    /// The threads at work.
    public let count: Int

    /// One thread.
    public static let one = Workers(count: 1)

    /// So many threads, 1 or more.
    public init(count: Int) { self.count = max(1, count) }

    /// The values of `body` at 0..<`total`.
    ///
    /// - Parameters:
    ///   - total: how many there are.
    ///   - body: the value at a place.
    public func map<Value: Sendable>(_ total: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
        guard count > 1, total > 1 else { return (0..<total).map(body) }
        return [Value](unsafeUninitializedCapacity: total) { buffer, initialised in
            guard let base = buffer.baseAddress else { return }
            nonisolated(unsafe) let start = base
            let strides = min(count, total)
            DispatchQueue.concurrentPerform(iterations: strides) { worker in
                for index in stride(from: worker, to: total, by: strides) {
                    (start + index).initialize(to: body(index))
                }
            }
            initialised = total
        }
    }
}
