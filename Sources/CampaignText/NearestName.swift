// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
    /// The text without spaces at its ends.
    package func trimmed() -> String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }

    /// The text in quotes for a message, cut where it is long.
    package var quotedForMessage: String {
        count > 60 ? "\"\(prefix(57))…\"" : "\"\(self)\""
    }
}

/// Finds what a misspelt name may have meant.
package enum NearestName {
    /// The names closest to `word` by edit distance (Levenshtein with transpositions), nearest first, none that differs
    /// in more than a third of its letters.
    package static func of(_ word: String, in names: [String], atMost limit: Int = 1) -> [String] {
        let word = String(word.prefix(64)).lowercased()
        let tolerance = max(1, (word.count + 1) / 3)
        return Set(names).map { (name: $0, distance: distance(Array(word), Array($0.lowercased()))) }
            .filter { $0.distance <= tolerance }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(limit).map(\.name)
    }

    /// `; did you mean 'x'?` or nothing.
    package static func hint(_ word: String, in names: [String]) -> String {
        of(word, in: names).first.map { "; did you mean '\($0)'?" } ?? ""
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var current = [i + 1]
            for (j, b) in right.enumerated() {
                var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = min(best, beforePrevious[j - 1] + 1) }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
