// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A list of creators that a line draws its own from, row by row.
struct PreparedTable: Sendable {
    /// Its name.
    var name: String
    /// The rows that every column has which the line takes from it, ascending.
    var rows: [Int]
    /// The order of the rows in the line's candidate list.
    var order: StreamName
    /// How likely rows are that are not on the list: the same for all lines that read these rows.
    var weights: StreamName

    init(_ samples: [Sample], line: String) {
        name = samples[0].table
        var common = Set(samples[0].rows)
        for sample in samples.dropFirst() { common.formIntersection(sample.rows) }
        rows = common.sorted()
        order = StreamName("lines." + line, use: "rows of " + name)
        weights = StreamName("data." + name, use: "weights")
    }
}

/// A quantity's values by row of a table.
struct RowColumn: Sendable {
    /// The number of the table among those of the line.
    var table: Int
    /// By row of the table.
    var values: [Double]
    /// The normal score of each value's rank, equal values at the middle of their ranks.
    var scores: [Double]
    /// The value in the middle.
    var typical: Double
    var mean: Double

    init(_ sample: Sample, of table: PreparedTable, number: Int) {
        self.table = number
        let byRow = Dictionary(zip(sample.rows, sample.values)) { first, _ in first }
        values = table.rows.map { byRow[$0] ?? 0 }
        let own = Sample(table: table.name, rows: table.rows, values: values)
        let count = Double(own.count)
        scores = values.map { value in
            let upTo = own.share(upTo: value)
            let below = own.share(upTo: value.nextDown)
            return NormalLaw.quantile(min(max((upTo + below) / 2, 0.5 / count), 1 - 0.5 / count))
        }
        typical = own.quantile(0.5)
        mean = own.mean
    }
}

extension LineResolver {
    /// The lists that a line takes its creators from: what is drawn for each of them, and what they are paid.
    ///
    /// Fit is left out: it is the best of those screened, which is no row.
    func tables(_ line: BudgetLine) -> [PreparedTable] {
        var samples: [String: [Sample]] = [:]
        for (path, key) in rowPaths(line) {
            guard case .varying(.sample(let sample)) = scenario.quantities[path]?.law, Self.isByRow(key) else {
                continue
            }
            samples[sample.table, default: []].append(sample)
        }
        return samples.sorted { $0.key < $1.key }.map { PreparedTable($0.value, line: line.name) }
    }

    /// Whether a column says a value of this quantity of each creator.
    private static func isByRow(_ key: QuantityKey) -> Bool {
        key.takesRows || (key.granularity == .creator && key != .fit)
    }

    private func rowPaths(_ line: BudgetLine) -> [(QuantityPath, QuantityKey)] {
        (Array(line.assumptions) + Array(line.deal.terms)).map { ($0.value, $0.key) }
    }

    /// The values by row of a quantity that a list of creators says; nil where none does.
    func rows(_ path: QuantityPath?, _ key: QuantityKey, _ tables: [PreparedTable]) -> RowColumn? {
        guard Self.isByRow(key), let path, case .varying(.sample(let sample)) = scenario.quantities[path]?.law,
            let number = tables.firstIndex(where: { $0.name == sample.table }), !tables[number].rows.isEmpty
        else { return nil }
        return RowColumn(sample, of: tables[number], number: number)
    }

    /// What each creator is paid where a list says it.
    mutating func ownTerms(_ line: BudgetLine, _ tables: [PreparedTable]) -> PreparedLine.OwnTerms {
        for key in [QuantityKey.signUpCost, .giftCost] where rows(line.assumptions[key], key, tables) != nil {
            for risk in scenario.risks
            where risk.scope.contains(line) && risk.effects.contains(where: { $0.key == key }) {
                problems.append(
                    .eventOnListed(key, event: risk.name, line: line.name, line.assumptions[key]))
            }
        }
        var terms: [QuantityKey: RowColumn] = [:]
        for (key, path) in line.deal.terms { terms[key] = rows(path, key, tables) }
        return PreparedLine.OwnTerms(
            signUp: rows(line.assumptions[.signUpCost], .signUpCost, tables),
            gift: rows(line.assumptions[.giftCost], .giftCost, tables),
            commission: CommissionParts(terms))
    }
}

extension PreparedLine {
    /// What creators are paid by row of a list; nil where all are paid alike.
    struct OwnTerms: Sendable {
        var signUp, gift: RowColumn?
        /// The terms of the deal that a list says of each creator.
        var commission: CommissionParts<RowColumn>

        /// Whether what performance pays differs between creators.
        var paysByCreator: Bool { !commission.isEmpty }
    }
}
