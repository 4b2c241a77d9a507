// SPDX-License-Identifier: GPL-3.0-or-later

extension [[Double]] {
    /// Appends the rows of `other`, which has the same columns; an empty table takes its columns.
    mutating func appendRows(_ other: [[Double]]) {
        guard !isEmpty else { return self = other }
        for column in indices { self[column] += other[column] }
    }

    /// The number of rows.
    var rowCount: Int { first?.count ?? 0 }
}

extension [[[Double]]] {
    /// Appends the rows of each table of `other` to the table in its place; nothing takes all tables.
    mutating func appendRows(_ other: [[[Double]]]) {
        guard !isEmpty else { return self = other }
        for table in indices { self[table].appendRows(other[table]) }
    }
}
