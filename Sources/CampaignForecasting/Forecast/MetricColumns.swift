// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The values of metrics, trial by trial, from those of outcomes: the metrics' definitions applied to columns.
///
/// Everything that reads metrics off outcomes does so here, in one order of additions, so that a split has the same values
/// to the last bit in a run, a comparison and a search.
struct MetricColumns {
    private let count: Int
    private let outcome: (Outcome) -> [Double]
    private var known: [Metric: [Double]] = [:]

    /// Metrics of `count` trials; `outcome` gives an outcome's column, or an empty one where it is always 0.
    init(count: Int, outcome: @escaping (Outcome) -> [Double]) {
        self.count = count
        self.outcome = outcome
    }

    /// The column of a metric.
    mutating func column(_ metric: Metric) -> [Double] {
        if let column = known[metric] { return column }
        var column: [Double]
        switch metric.definition {
        case .sum(let plus, let minus):
            column = Array(repeating: 0.0, count: count)
            for name in plus { Self.add(outcome(name), to: &column, sign: 1) }
            for name in minus { Self.add(outcome(name), to: &column, sign: -1) }
        case .ratio(let top, let bottom):
            let tops = self.column(top)
            column = zip(tops, self.column(bottom)).map { metric.ratio($0, $1) }
        }
        known[metric] = column
        return column
    }

    /// Adds a column, or takes it off; an empty one is nothing.
    static func add(_ column: [Double], to total: inout [Double], sign: Double) {
        guard !column.isEmpty else { return }
        column.withUnsafeBufferPointer { column in
            total.withUnsafeMutableBufferPointer { total in
                for trial in total.indices { total[trial] += sign * column[trial] }
            }
        }
    }
}
