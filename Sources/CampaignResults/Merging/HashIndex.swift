// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds numbers by hashes: open addressing, in which each slot holds a part of the hash, so that hardly any number is looked at in vain.
struct HashIndex {
    /// The upper half of the hash, and 1 more than the number; 0 where the slot is free.
    private var slots = [UInt64](repeating: 0, count: 64)
    private var count = 0

    /// The number with this hash for which `isSame` holds; nil where there is none.
    func number(_ hash: UInt64, where isSame: (Int32) -> Bool) -> Int32? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
            if slots[slot] >> 32 == hash >> 32, isSame(number) { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Whether it has to be made larger before another number is added.
    var isFull: Bool { count * 3 >= slots.count * 2 }

    /// The same numbers with twice the room; `hashes` gives their hashes again.
    func larger(_ hashes: (Int32) -> UInt64) -> HashIndex {
        var larger = HashIndex()
        larger.slots = [UInt64](repeating: 0, count: slots.count * 2)
        larger.count = count
        for entry in slots where entry != 0 {
            larger.put(entry, hashes(Int32(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1))
        }
        return larger
    }

    /// Adds a number that is not there yet.
    mutating func add(_ number: Int32, _ hash: UInt64) {
        put((hash >> 32) << 32 | UInt64(UInt32(number) + 1), hash)
        count += 1
    }

    private mutating func put(_ entry: UInt64, _ hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }
}
