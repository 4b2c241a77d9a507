// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Something in a file of results that cannot be read: where, what, and what is accepted instead.
public struct ResultProblem: Sendable, Equatable {
    /// The file.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, in characters from 1.
    public var column: Int
    /// What is wrong, with the value, and what is accepted.
    public var message: String
}

/// All that is wrong with files of results, in the order in which they were named; there is at least one problem.
public struct ResultErrors: Error, Sendable, Equatable {
    /// The problems.
    public var problems: [ResultProblem]
}

/// Collects the problems of files.
final class ProblemList {
    private(set) var problems: [ResultProblem] = []
    private var left = 0
    /// How many problems there are.
    var count: Int { problems.count + left }

    /// Files with thousands of mistakes are described well enough by the first ones.
    static let limit = 200

    func add(_ message: String, file: String, line: Int, column: Int) {
        guard problems.count < Self.limit else {
            left += 1
            return
        }
        let problem = ResultProblem(file: file, line: line, column: column, message: message)
        if problems.last != problem { problems.append(problem) }
    }

    func add(_ problem: DataProblem, file: String) {
        add(problem.message, file: file, line: problem.line ?? 1, column: problem.column ?? 1)
    }

    /// Throws the problems where there are any.
    func check() throws(ResultErrors) {
        guard var last = problems.last else { return }
        if left > 0 {
            last.message += "; \(left) more problem\(left == 1 ? " is" : "s are") not listed"
            problems[problems.count - 1] = last
        }
        throw ResultErrors(problems: problems)
    }
}
