// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What is said of each of the faulty scenarios, word for word; trailing spaces are left out.
let expectedProblems: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "expected-problems.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return "" }
    return String(text.dropLast())
}()
