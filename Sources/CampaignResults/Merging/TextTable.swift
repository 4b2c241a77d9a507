// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts by number, each once, packed together: a million of them take little more than their letters.
struct TextTable {
    private var letters: [UInt8] = []
    private var ends: [UInt32] = []
    private var index = HashIndex()

    /// How many texts there are.
    var count: Int { ends.count }

    /// The number of a text, which is added where it is new.
    mutating func number(_ bytes: ArraySlice<UInt8>) -> (number: Int32, isNew: Bool) {
        let hash = ByteHash.hash(bytes)
        if let known = index.number(hash, where: { self[Int($0)].elementsEqual(bytes) }) { return (known, false) }
        let number = Int32(count)
        letters += bytes
        ends.append(UInt32(letters.count))
        if index.isFull { index = index.larger { ByteHash.hash(self[Int($0)]) } }
        index.add(number, hash)
        return (number, true)
    }

    /// The bytes of a text.
    subscript(number: Int) -> ArraySlice<UInt8> {
        letters[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }

    /// A text.
    func text(_ number: Int32) -> String { String(decoding: self[Int(number)], as: UTF8.self) }
}
