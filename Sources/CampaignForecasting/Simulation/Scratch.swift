// SPDX-License-Identifier: GPL-3.0-or-later

/// Columns of numbers, one entry a creator, reused from trial to trial.
final class Scratch {
    /// The number of columns.
    private let columnCount: Int
    private var storage: UnsafeMutablePointer<Double>
    /// The entries that each column holds.
    private(set) var capacity: Int

    init(columns: Int, capacity: Int = 256) {
        columnCount = columns
        self.capacity = capacity
        storage = .allocate(capacity: columns * capacity)
        storage.initialize(repeating: 0, count: columns * capacity)
    }

    deinit { storage.deallocate() }

    /// A column's storage; valid until the next `reserve`.
    func column(_ index: Int) -> UnsafeMutablePointer<Double> { storage + index * capacity }

    /// Makes room for `needed` entries a column and keeps what the columns hold.
    func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        let grown = max(needed, capacity * 2)
        let fresh = UnsafeMutablePointer<Double>.allocate(capacity: columnCount * grown)
        fresh.initialize(repeating: 0, count: columnCount * grown)
        for index in 0..<columnCount {
            (fresh + index * grown).update(from: storage + index * capacity, count: capacity)
        }
        storage.deallocate()
        storage = fresh
        capacity = grown
    }
}
