// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import Synchronization

/// A result that can be told of a scenario which differs from its own in nothing that it depends on.
protocol Answer: Sendable {
    /// The same result, about these scenarios.
    func about(_ subjects: [Subject]) -> Self
}

/// The newest results by what they depend on. A former scenario finds its results again, so that undoing an edit costs nothing.
final class ResultStore: Sendable {
    private struct State {
        var results: [ResultKey: any Answer] = [:]
        /// The keys, the one that was asked for last at the end.
        var order: [ResultKey] = []
    }

    private let state = Mutex(State())
    private let most: Int

    /// An empty store of at most `most` results.
    init(most: Int) { self.most = most }

    /// The result under a key, if it is kept.
    func result<Result: Answer>(_ key: ResultKey, as type: Result.Type) -> Result? {
        state.withLock { state in
            guard let found = state.results[key] as? Result else { return nil }
            state.order.removeAll { $0 == key }
            state.order.append(key)
            return found
        }
    }

    /// Keeps a result; the one that was not asked for longest goes where there are too many.
    func keep(_ result: some Answer, under key: ResultKey) {
        state.withLock { state in
            state.order.removeAll { $0 == key }
            state.order.append(key)
            state.results[key] = result
            if state.order.count > most { state.results[state.order.removeFirst()] = nil }
        }
    }
}

// MARK: - Answers

extension Forecast: Answer {
    func about(_ subjects: [Subject]) -> Forecast { named(self, \.subject, subjects) }
}

extension Sensitivity: Answer {
    func about(_ subjects: [Subject]) -> Sensitivity { named(self, \.subject, subjects) }
}

extension Stress: Answer {
    func about(_ subjects: [Subject]) -> Stress { named(self, \.subject, subjects) }
}

extension Optimisation: Answer {
    func about(_ subjects: [Subject]) -> Optimisation { named(self, \.subject, subjects) }
}

extension ClaimCheck: Answer {
    func about(_ subjects: [Subject]) -> ClaimCheck { named(self, \.subject, subjects) }
}

extension Comparison: Answer {
    func about(_ subjects: [Subject]) -> Comparison {
        var result = self
        result.subjects = subjects
        return result
    }
}

/// What is found of a scenario without naming it.
struct Findings<Finding: Sendable>: Answer {
    var all: [Finding]

    func about(_ subjects: [Subject]) -> Findings { self }
}

private func named<Result>(
    _ result: Result, _ place: WritableKeyPath<Result, Subject>, _ subjects: [Subject]
) -> Result {
    var result = result
    if let subject = subjects.first { result[keyPath: place] = subject }
    return result
}
