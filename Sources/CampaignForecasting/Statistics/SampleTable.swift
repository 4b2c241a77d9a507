// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// What is known after some trials, to which what is known after the next ones can be added.
protocol Mergeable {
    /// Takes in the trials behind `other`, which follow those behind this.
    mutating func merge(_ other: Self)
}

/// Values of several things in the same trials: a column a key, a row a trial.
struct SampleTable<Key: Hashable & Sendable>: Sendable {
    /// The keys in the order of the columns.
    private(set) var keys: [Key]
    private var columns: [[Double]]
    private let places: [Key: Int]
    /// How rows belong together.
    var batches = Batches.independent

    /// A table of these columns, equally long; each key once.
    init(_ columns: [(key: Key, values: [Double])], batches: Batches = .independent) {
        keys = columns.map(\.key)
        self.columns = columns.map(\.values)
        places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        self.batches = batches
    }

    /// The column of a key that the table has.
    subscript(key: Key) -> [Double] {
        guard let place = places[key] else { preconditionFailure("the table has no column \(key)") }
        return columns[place]
    }

    /// All columns with their keys.
    var all: [(key: Key, values: [Double])] { Array(zip(keys, columns)).map { ($0, $1) } }

    /// The number of rows.
    var rowCount: Int { columns.first?.count ?? 0 }

    /// A table of some rows, independent ones as any choice of them is taken for.
    func rows(_ rows: [Int]) -> SampleTable {
        SampleTable(zip(keys, columns).map { key, column in (key, rows.map { column[$0] }) })
    }

    /// The first rows.
    func prefix(_ count: Int) -> SampleTable {
        SampleTable(zip(keys, columns).map { ($0, Array($1.prefix(count))) }, batches: batches)
    }
}

extension SampleTable: Mergeable {
    /// Appends the rows of `other`, which has the same columns; an empty table takes its columns.
    mutating func merge(_ other: SampleTable) {
        guard !keys.isEmpty else { return self = other }
        precondition(keys == other.keys, "tables of other columns")
        for place in columns.indices { columns[place] += other.columns[place] }
    }
}

extension Array: Mergeable where Element: Mergeable {
    /// Merges what stands at the same places; an empty list takes that of `other`.
    mutating func merge(_ other: [Element]) {
        guard !isEmpty else { return self = other }
        for place in indices { self[place].merge(other[place]) }
    }
}
