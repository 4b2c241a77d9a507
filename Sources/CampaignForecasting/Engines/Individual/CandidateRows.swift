// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Which row of a list each candidate is, in one trial.
///
/// While the pool is no larger than the list, the candidates are a random order of the rows, each at most once. A larger pool holds
/// creators that nobody listed: the list is a sample of it, each row in it for certain once, and the others are rows again, by
/// weights that nobody knows, Dirichlet(1, …, 1) and one draw a trial (the finite population Bayesian bootstrap: Rubin 1981,
/// Lo 1988). A place in the candidate list takes two numbers of its stream, so more candidates keep all that fewer had.
///
/// Not for sharing between threads.
final class CandidateRows {
    /// The row of each place so far, as numbers of a column.
    private(set) var rows: [Double] = []
    private let source = RandomSource()
    private let weightSource = RandomSource()
    private var count = 0
    private var pool = 0.0
    /// The rows, those not yet taken from `taken` on.
    private var order: [Int32] = []
    private var taken = 0
    /// The weights added up, where the pool is larger than the list.
    private var cumulative: [Double] = []

    /// Rows of a longer list share weights in so many groups.
    private static let groups = 1_024

    /// Begins the candidates of a trial.
    func open(_ table: PreparedTable, pool: Double, _ draw: TrialDraw) {
        if count != table.rows.count || order.count != count { order = Array(0..<Int32(table.rows.count)) }
        for place in order.indices { order[place] = Int32(place) }
        count = table.rows.count
        self.pool = max(1, pool)
        taken = 0
        rows.removeAll(keepingCapacity: true)
        source.open(draw.stream(table.order, of: .creators))
        guard pool > Double(count) else { return }
        // What nobody knows is the same whatever else is drawn anew.
        weightSource.open(draw.stream(table.weights, of: []))
        let weights = (0..<min(count, Self.groups)).map { _ in weightSource.gamma(shape: 1) }
        cumulative.removeAll(keepingCapacity: true)
        var sum = 0.0
        for row in 0..<count {
            sum += weights[count <= Self.groups ? row : Self.group(row)]
            cumulative.append(sum)
        }
    }

    /// Groups that have nothing to do with the order of the file.
    private static func group(_ row: Int) -> Int {
        Int(SplitMix.mixed(UInt64(row) &* SplitMix.increment) % UInt64(groups))
    }

    /// Writes the rows of the places from `first` on.
    func copy(to column: UnsafeMutableBufferPointer<Double>, from first: Int) {
        extend(to: first + column.count)
        for index in column.indices { column[index] = rows[first + index] }
    }

    private func extend(to length: Int) {
        while rows.count < length {
            let (which, within) = (source.uniform(), source.uniform())
            let left = count - taken
            if Double(left) >= which * (pool - Double(rows.count)), left > 0 {
                let place = taken + min(left - 1, Int(within * Double(left)))
                order.swapAt(taken, place)
                rows.append(Double(order[taken]))
                taken += 1
            } else {
                rows.append(Double(unlisted(within)))
            }
        }
    }

    /// A row by the weights.
    private func unlisted(_ uniform: Double) -> Int {
        guard let total = cumulative.last else { return Int(uniform * Double(count)) }
        let wanted = uniform * total
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The creators of one line that are rows of lists, in one trial.
///
/// Not for sharing between threads.
final class ListedCandidates {
    private var lists: [CandidateRows] = []

    /// Begins the candidates of a line.
    func open(_ line: PreparedLine, _ draw: TrialDraw) {
        while lists.count < line.tables.count { lists.append(CandidateRows()) }
        for (rows, table) in zip(lists, line.tables) { rows.open(table, pool: draw[line.pool].rounded(), draw) }
    }

    /// Fills a column with what `law` is applied to: the rows of the creators from place `first` on, or normal scores of `source`.
    func fill(
        _ column: UnsafeMutableBufferPointer<Double>, for law: CreatorLaw, from first: Int, _ source: RandomSource
    ) {
        guard let table = law.table else { return source.fillGaussians(column) }
        lists[table].copy(to: column, from: first)
    }

    /// What a list says of the creator at a place of the candidate list, or `value` for all.
    func value(_ column: RowColumn?, at place: Int, or value: Double) -> Double {
        column.map { $0.values[Int(lists[$0.table].rows[place])] } ?? value
    }
}
