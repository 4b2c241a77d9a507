// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts by number, each once, packed together: a million of them take little more than their letters.
struct TextTable {
    private var letters: [UInt8] = []
    private var ends: [UInt32] = []
    /// Open addressing: the number of the text at its hash, −1 where there is none.
    private var slots = [Int32](repeating: -1, count: 64)

    /// How many texts there are.
    var count: Int { ends.count }

    /// The number of a text, which is added where it is new.
    mutating func number(_ bytes: ArraySlice<UInt8>) -> (number: Int32, isNew: Bool) {
        if count * 3 >= slots.count * 2 { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: ByteHash.hash(bytes)) & mask
        while slots[slot] >= 0 {
            if self[Int(slots[slot])].elementsEqual(bytes) { return (slots[slot], false) }
            slot = (slot + 1) & mask
        }
        let number = Int32(count)
        letters += bytes
        ends.append(UInt32(letters.count))
        slots[slot] = number
        return (number, true)
    }

    /// The bytes of a text.
    subscript(number: Int) -> ArraySlice<UInt8> {
        letters[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }

    /// A text.
    func text(_ number: Int32) -> String { String(decoding: self[Int(number)], as: UTF8.self) }

    private mutating func grow() {
        var larger = [Int32](repeating: -1, count: slots.count * 2)
        let mask = larger.count - 1
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: ByteHash.hash(self[number])) & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(number)
        }
        slots = larger
    }
}
