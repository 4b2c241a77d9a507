// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Where `expectedProblems` stand; `TIERCAST_WRITE_GENERATED=1` writes them anew, to be read before they are kept.
let expectedProblemsFile = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "expected-problems.txt")

/// What is said of each of the faulty scenarios, word for word; trailing spaces are left out.
let expectedProblems: String = {
    guard let text = try? String(contentsOf: expectedProblemsFile, encoding: .utf8) else { return "" }
    return String(text.dropLast())
}()
