// SPDX-License-Identifier: GPL-3.0-or-later

/// The amounts at which lines are simulated so that splits can be read off them, and where each split finds its own.
struct LevelTable {
    /// Rows of amounts, one a line; 0 where a line needs no more.
    private(set) var rows: [[Double]]
    /// For each split the row of each line; nil where it gives the line nothing.
    private(set) var levels: [[Int?]]

    /// The table for splits by the money of each line.
    ///
    /// - Parameters:
    ///   - splits: the money of each line, by split.
    ///   - isJoint: whether what a line brings depends on the other lines of its split, so that each split has a row of its own.
    init(_ splits: [[Double]], isJoint: Bool = false) {
        guard !isJoint else {
            rows = splits
            levels = splits.enumerated().map { number, split in split.map { $0 > 0 ? number : nil } }
            return
        }
        let lines = splits.first?.count ?? 0
        let amounts = (0..<lines).map { line in Set(splits.map { $0[line] }.filter { $0 > 0 }).sorted() }
        let places = amounts.map { Dictionary(uniqueKeysWithValues: zip($0, $0.indices)) }
        rows = (0..<(amounts.map(\.count).max() ?? 0)).map { row in
            amounts.map { $0.indices.contains(row) ? $0[row] : 0 }
        }
        levels = splits.map { split in split.enumerated().map { line, amount in places[line][amount] } }
    }
}
