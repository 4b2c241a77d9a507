// SPDX-License-Identifier: GPL-3.0-or-later

/// What results taught about a scenario's uncertain quantities: a law of the standard normal scores behind them, z = μ + A·ε with ε
/// independent and A lower triangular.
///
/// Scores are those of the quantities as the file states them, so each carries a hash of what was stated when it was learnt.
public struct Learned: Sendable, Equatable {
    /// The results of one calibration.
    public struct Source: Sendable, Equatable {
        /// The rows of results that it learnt from.
        public var rows: Int
        /// The creators and the tracked orders among them.
        public var creators, orders: Int
        /// The first and the last day that rows are of, `YYYY-MM-DD`; nil where none has a date.
        public var firstDay, lastDay: String?
        /// 16 hexadecimal digits that stand for all rows, whatever their order.
        public var hash: String
        /// The smallest hashes of single rows, by which rows that come again are known.
        public var sample: [String]

        /// The results of one calibration.
        public init(
            rows: Int, creators: Int, orders: Int, firstDay: String?, lastDay: String?, hash: String, sample: [String]
        ) {
            self.rows = rows
            self.creators = creators
            self.orders = orders
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.hash = hash
            self.sample = sample
        }
    }

    /// The score of one distribution.
    public struct Score: Sendable, Equatable {
        /// The quantity that the distribution stands in.
        public var quantity: QuantityPath
        /// Which of the quantity's distributions it is, from 1.
        public var part: Int
        /// The hash of what the file stated of the quantity.
        public var prior: String
        /// μ.
        public var mean: Double
        /// The row of A up to its diagonal.
        public var factor: [Double]

        /// The standard deviation of the score.
        public var deviation: Double { factor.reduce(0) { $0 + $1 * $1 }.squareRoot() }

        /// A score.
        public init(quantity: QuantityPath, part: Int, prior: String, mean: Double, factor: [Double]) {
            self.quantity = quantity
            self.part = part
            self.prior = prior
            self.mean = mean
            self.factor = factor
        }
    }

    /// The share of the variance of the score of `offer` that belongs to one campaign's season and is drawn anew in the next.
    public var season: Double
    /// What was learnt from, in the order in which it was.
    public var sources: [Source]
    /// The scores, ordered by quantity and part.
    public var scores: [Score]

    /// What results taught.
    public init(season: Double, sources: [Source], scores: [Score]) {
        self.season = season
        self.sources = sources
        self.scores = scores
    }

    /// The creators learnt from, those of several calibrations added up.
    public var creators: Int { sources.reduce(0) { $0 + $1.creators } }

    /// The season's share unless said otherwise: about a factor of 2 either way from campaign to campaign, where `offer` is uncertain by a
    /// factor of 3.
    public static let usualSeason = 0.3
}

// MARK: - What was stated

extension Scenario {
    /// 16 hexadecimal digits that stand for all that the file states of a quantity: its law, those of the quantities it refers to, and what it
    /// is correlated with.
    public func priorHash(_ path: QuantityPath) -> String {
        var members: Set<QuantityPath> = [path]
        // Whatever a correlation joins is one law.
        while let pair = correlations.first(where: { members.contains($0.first) != members.contains($0.second) }) {
            members.formUnion([pair.first, pair.second])
        }
        let joined = correlations.filter { members.contains($0.first) }.map { pair in
            let ends = [pair.first, pair.second].sorted()
            return "\(ends[0]) \(ends[1]) \(pair.rank)"
        }
        var texts: [QuantityPath: String] = [:]
        for member in members { collect(member, into: &texts) }
        let laws = texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return StableHash.hexadecimal(([path.text] + laws + joined.sorted()).joined(separator: "\n"))
    }

    private func collect(_ path: QuantityPath, into texts: inout [QuantityPath: String]) {
        guard texts[path] == nil, let quantity = quantities[path] else { return }
        texts[path] = quantity.law.text
        for reference in quantity.references { collect(reference, into: &texts) }
    }
}

extension Quantity.Law {
    /// The law as one line.
    fileprivate var text: String {
        switch self {
        case .shared(let expression): expression.text
        case .scattered(let expression, let factor): "\(expression.text) varies \(factor)"
        case .varying(let distribution): "varies \(distribution.text)"
        }
    }
}

extension Expression {
    /// The expression with every operation in parentheses, so that it reads back as it is; what contradicts itself by the quantity that decides.
    public var text: String {
        switch self {
        case .constant(let value): "\(value)"
        case .uncertain(let distribution): distribution.text
        case .reference(let path): path.text
        case .either(let chooser, _): chooser.text
        case .binary(let operation, let left, let right): "(\(left.text) \(operation.rawValue) \(right.text))"
        }
    }
}
