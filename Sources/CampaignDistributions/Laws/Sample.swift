// SPDX-License-Identifier: GPL-3.0-or-later

/// What was observed of a quantity: a column of a table, row by row.
///
/// Columns of one table stay together: values that are drawn from several of them come from the same row.
public struct Sample: Sendable, Equatable {
    /// The table that it is a column of.
    public let table: String
    /// The numbers of its rows in the table, ascending.
    public let rows: [Int]
    /// The value of each row.
    public let values: [Double]
    /// The values in ascending order.
    public let sorted: [Double]

    /// A column of a table.
    ///
    /// - Parameters:
    ///   - table: the table's name.
    ///   - rows: the numbers of the rows, ascending; at least one.
    ///   - values: the value of each row.
    public init(table: String, rows: [Int], values: [Double]) {
        self.table = table
        self.rows = rows
        self.values = values
        sorted = values.sorted()
    }

    /// The number of rows.
    public var count: Int { values.count }

    /// The mean of the values.
    public var mean: Double { values.reduce(0, +) / Double(count) }

    /// The smallest value that at least the share `probability` of the values does not exceed.
    public func quantile(_ probability: Double) -> Double {
        sorted[min(count - 1, max(0, Int((probability * Double(count)).rounded(.up)) - 1))]
    }

    /// The share of the values that are at most `value`.
    public func share(upTo value: Double) -> Double {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(count)
    }
}

extension Sample: DistributionLaw {
    package static let record = LawRecord(
        "sample",
        meaning: "the rows of a column that was read, written out: the number of each row before its value",
        forms: [LawForm(example: "sample(list.csv, 2: 900, 3: 1200)")],
        source: "its own definition")

    /// Written-out rows are read apart from other laws: the name of a table is no number.
    package init(_ arguments: LawArguments) throws(LawProblem) { throw .refused("is read row by row") }

    package var distribution: Distribution { .sample(self) }

    package var support: ClosedRange<Double> { (sorted.first ?? 0)...(sorted.last ?? 0) }

    package var jumps: Bool { true }

    package var expectation: Double? { mean }

    package var scoring: LawScoring? { .listed(sorted) }

    package func probability(upTo x: Double) -> Double { share(upTo: x) }

    package func quantile(score z: Double) -> Double { quantile(NormalLaw.probability(below: z)) }

    /// `sample(list.csv, 2: 900.0, 3: 1200.0)`, so that resolved scenarios need no data file.
    package var text: String { Self.spelled([escapedTable] + zip(rows, values).map { "\($0): \($1)" }) }

    /// The table's name with what could end it written as `%` and two hexadecimal digits a byte.
    private var escapedTable: String {
        table.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "._-/".contains(character) {
                return String(character)
            }
            let digits = String(byte, radix: 16)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
