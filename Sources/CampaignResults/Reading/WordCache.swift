// SPDX-License-Identifier: GPL-3.0-or-later

/// What the words of a column mean, remembered: most columns of words have a handful of them.
struct WordCache<Value> {
    private var known: [(word: [UInt8], value: Value)] = []

    /// Columns with more words than this look each further one up.
    private static var most: Int { 16 }

    /// The meaning of a word, which `meaning` finds where it is not known.
    mutating func value(_ bytes: ArraySlice<UInt8>, _ meaning: (ArraySlice<UInt8>) -> Value) -> Value {
        for (word, value) in known where word.count == bytes.count && word.elementsEqual(bytes) { return value }
        let value = meaning(bytes)
        if known.count < Self.most { known.append((Array(bytes), value)) }
        return value
    }
}
