// SPDX-License-Identifier: GPL-3.0-or-later

/// What accompanies a run: who hears how far it is, and who may end it before its end.
///
/// An analysis that is ended throws `CancellationError`, since half of one says nothing; only a `Forecaster` answers with
/// the trials that are complete.
public struct RunContext: Sendable {
    private let progress: @Sendable (_ done: Int, _ total: Int) -> Void
    private let isEnded: @Sendable () -> Bool

    /// A context; nobody listens and nothing ends the run unless said otherwise.
    ///
    /// - Parameters:
    ///   - progress: called from any thread with what is done and to do.
    ///   - isCancelled: asked again and again, from any thread.
    public init(
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.progress = progress
        isEnded = isCancelled
    }

    /// Whether the run is to end.
    public var isCancelled: Bool { isEnded() }

    /// Throws where the run is to end.
    public func check() throws(CancellationError) {
        if isCancelled { throw CancellationError() }
    }

    /// Says how much of the run is done.
    public func report(done: Int, of total: Int) { progress(done, total) }

    /// The context of a part of a run: of `total` it is what lies in `part`.
    func part(_ part: Range<Int>, of total: Int) -> RunContext {
        RunContext(
            progress: { [progress] done, all in progress(part.lowerBound + part.count * done / max(1, all), total) },
            isCancelled: isEnded)
    }

    /// The context of a part of a run that tells nobody how far it is.
    var unheard: RunContext { RunContext(isCancelled: isEnded) }
}
