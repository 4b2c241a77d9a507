// SPDX-License-Identifier: GPL-3.0-or-later

/// Which campaign-wide values each part of a run has looked at.
///
/// A part that has looked at no value that is another now would do again what it did: what is simulated follows from these values and
/// from luck alone. So nobody has to list what a line depends on.
struct SlotReads: Sendable {
    /// The number of parts.
    let parts: Int
    private let slots: Int
    /// By part, then by slot.
    private var isRead: [Bool]

    /// Nothing is read by so many parts of so many slots.
    init(parts: Int, slots: Int) {
        self.parts = parts
        self.slots = slots
        isRead = Array(repeating: false, count: parts * slots)
    }

    /// Every part reads every slot.
    static func all(parts: Int, slots: Int) -> SlotReads {
        var reads = SlotReads(parts: parts, slots: slots)
        reads.isRead = Array(repeating: true, count: parts * slots)
        return reads
    }

    /// Whether a part has looked at one of some slots.
    func touches(_ moved: [Bool], part: Int) -> Bool {
        moved.indices.contains { moved[$0] && isRead[part * slots + $0] }
    }

    /// Where the reads of each part are noted: a flag a slot, part after part.
    mutating func withFlags<Result>(_ body: (UnsafeMutablePointer<Bool>) -> Result) -> Result? {
        isRead.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) }
    }

    /// A part looks at all that a part of other reads looked at.
    mutating func add(_ other: SlotReads, part: Int, to own: Int) {
        for slot in 0..<slots where other.isRead[part * slots + slot] { isRead[own * slots + slot] = true }
    }
}
