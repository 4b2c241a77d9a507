// SPDX-License-Identifier: GPL-3.0-or-later

/// A column in the memory of an arena: an entry a place in the candidate list, a creator or a post. Valid until the arena is cleared.
struct Column<Element: BitwiseCopyable> {
    let base: UnsafeMutablePointer<Element>
    /// The number of entries.
    let count: Int

    subscript(index: Int) -> Element {
        @inline(__always) get { base[index] }
        @inline(__always) nonmutating set { base[index] = newValue }
    }

    /// The entries as a buffer.
    var buffer: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// The entries of a range.
    func buffer(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// The first entries.
    func prefix(_ count: Int) -> Column { Column(base: base, count: count) }

    /// Gives every entry the same value.
    func fill(_ value: Element) { base.update(repeating: value, count: count) }
}

/// The memory of the columns of one line in one trial: given out piece by piece, and all of it taken back at once.
///
/// Not for sharing between threads.
final class Arena {
    private var slabs: [(start: UnsafeMutableRawPointer, size: Int)] = []
    private var slab = 0
    private var used = 0

    /// The alignment of every column.
    private static let alignment = 16
    private static let smallest = 1 << 16

    deinit { for slab in slabs { slab.start.deallocate() } }

    /// Takes all columns back.
    func clear() {
        slab = 0
        used = 0
    }

    /// The memory in bytes that is held.
    var size: Int { slabs.reduce(0) { $0 + $1.size } }

    /// A copy of a column's first entries.
    func copy<Element: BitwiseCopyable>(_ column: Column<Element>, _ count: Int) -> Column<Element> {
        let copy: Column<Element> = self.column(count)
        copy.base.update(from: column.base, count: count)
        return copy
    }

    /// A column of `count` entries that hold anything.
    func column<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type = Element.self) -> Column<Element> {
        let size = (max(count, 1) * MemoryLayout<Element>.stride + Self.alignment - 1) & ~(Self.alignment - 1)
        while slab < slabs.count, used + size > slabs[slab].size {
            slab += 1
            used = 0
        }
        if slab == slabs.count {
            let least = max(Self.smallest, 2 * (slabs.last?.size ?? 0), size)
            slabs.append((.allocate(byteCount: least, alignment: Self.alignment), least))
        }
        defer { used += size }
        let base = slabs[slab].start + used
        return Column(base: base.bindMemory(to: Element.self, capacity: count), count: count)
    }

    /// A column with room for `count` entries at least that holds what `column` does.
    func grown<Element: BitwiseCopyable>(_ column: Column<Element>, to count: Int) -> Column<Element> {
        guard count > column.count else { return column }
        let larger = self.column(max(count, 2 * column.count), of: Element.self)
        larger.base.update(from: column.base, count: column.count)
        return larger
    }
}
