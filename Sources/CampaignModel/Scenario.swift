// SPDX-License-Identifier: GPL-3.0-or-later

/// A campaign to simulate: the product, the market assumptions, the budget, the splits to compare and the goals.
///
/// A scenario is resolved: every quantity that a line needs is present in `quantities`, with defaults filled in.
public struct Scenario: Sendable, Equatable {
    /// The campaign's name.
    public var name: String
    /// ISO 4217 code of the currency of all money in the scenario.
    public var currency: String
    /// The money to spend, in `currency`.
    public var budget: Double
    /// Every quantity by its full name.
    public var quantities: [QuantityPath: Quantity]
    /// The quantities of `product`, `costs`, `audience`, `attribution` and `time`, by key.
    public var shared: [QuantityKey: QuantityPath]
    /// The budget lines, in the order of the file.
    public var lines: [BudgetLine]
    /// Rank correlations between uncertain quantities.
    public var correlations: [Correlation]
    /// The splits to compare, in the order of the file.
    public var splits: [Split]
    /// What the planner wants to reach, in the order of the file.
    public var goals: [Goal]
    /// What may strike, in the order of their names.
    public var risks: [Risk]
    /// The weeks to report; nil where time is left out.
    public var time: TimeFrame?
    /// What the plan is tested against, in the order of the file.
    public var shocks: [Shock]
    /// What somebody claims, in the order of the file.
    public var claims: [Claim]
    /// The rules of the linter that the file silences, in the order of their names.
    public var allowances: [LintAllowance]
    /// What results taught of the uncertain quantities; nil where nothing was learnt.
    public var learned: Learned?
    /// The libraries that stand in for what the file leaves out, the one that wins first; empty where it leaves nothing out.
    public var libraries: [String] = []

    /// A scenario with these parts.
    public init(
        name: String, currency: String, budget: Double, quantities: [QuantityPath: Quantity],
        shared: [QuantityKey: QuantityPath], lines: [BudgetLine], correlations: [Correlation] = [], splits: [Split],
        goals: [Goal] = [], risks: [Risk] = [], time: TimeFrame? = nil, shocks: [Shock] = [], claims: [Claim] = [],
        allowances: [LintAllowance] = []
    ) {
        self.name = name
        self.currency = currency
        self.budget = budget
        self.quantities = quantities
        self.shared = shared
        self.lines = lines
        self.correlations = correlations
        self.splits = splits
        self.goals = goals
        self.risks = risks
        self.time = time
        self.shocks = shocks
        self.claims = claims
        self.allowances = allowances
    }
}

// MARK: - Parts

extension Scenario {
    /// The parts of the model that the scenario has.
    public var parts: Set<ModelPart> {
        var parts = Set((shared.keys + lines.flatMap(\.assumptions.keys)).compactMap(\.part))
        if !risks.isEmpty { parts.insert(.risks) }
        return parts
    }

    /// The metrics that it reports, in their usual order: those that some trial can define.
    public var metrics: [Metric] {
        let parts = parts
        let countsLeads = lines.contains(where: \.countsLeads)
        return Metric.allCases.filter { metric in
            metric == .costPerLead ? countsLeads : metric.part.map(parts.contains) ?? true
        }
    }

    /// The outcomes that it reports, in their usual order.
    public var outcomes: [Outcome] {
        let parts = parts
        return Outcome.allCases.filter { $0.part.map(parts.contains) ?? true }
    }
}

// MARK: - What a file says of its own

extension Scenario {
    /// The figures of a line that decide what its money brings: fee, views, and the rates from views to orders.
    private static let deciding: [QuantityKey] = [
        .fee, .viewsPerFollower, .clicksPerView, .clicksPerEngagement, .ordersPerClick, .leadsPerClick, .ordersPerLead,
    ]

    /// Whether published figures alone decide which of its splits is better: what decides what money brings comes from a built-in
    /// library on every line that a split pays for, and so does all by which these lines differ; their deals are alike.
    public var restsOnLibrary: Bool {
        guard learned == nil, let builtIn = libraries.last else { return false }
        let funded = lines.filter { line in splits.contains { ($0.shares[line.name] ?? 0) > 0 } }
        func isBuiltIn(_ path: QuantityPath) -> Bool { quantities[path]?.provenance.library == builtIn }
        let deciding = funded.flatMap { line in Self.deciding.compactMap { line.assumptions[$0] } }
        guard !deciding.isEmpty, deciding.allSatisfy(isBuiltIn), let first = funded.first else { return false }
        let keys = Set(funded.flatMap(\.assumptions.keys))
        return keys.allSatisfy { key in
            let paths = funded.map { $0.assumptions[key] }
            return Set(paths).count == 1 || paths.allSatisfy { $0.map(isBuiltIn) ?? true }
        } && funded.allSatisfy { arePaidAlike($0.deal, first.deal) }
    }

    /// Whether two deals have the same terms.
    private func arePaidAlike(_ one: Deal, _ other: Deal) -> Bool {
        func laws(_ deal: Deal) -> [Quantity.Law?] {
            QuantityKey.dealTerms.map { term in deal[term].flatMap { quantities[$0]?.law } }
        }
        return laws(one) == laws(other) && one.gift == other.gift && one.clawback == other.clawback
    }
}

// MARK: - Sources that contradict each other

extension Scenario {
    /// How much weight each of the quantities has among which the value of `chooser` decides.
    public func weights(_ chooser: QuantityPath) -> [Double] {
        guard case .shared(.uncertain(.discrete(let law)))? = quantities[chooser]?.law else { return [] }
        return law.weights
    }

    /// The quantity of most weight among `options`, the first of several.
    public func likeliest(_ chooser: QuantityPath, of options: [QuantityPath]) -> QuantityPath {
        let weights = weights(chooser)
        let best = options.indices.max { one, other in
            (weights.indices.contains(one) ? weights[one] : 0, other) < (
                weights.indices.contains(other) ? weights[other] : 0, one
            )
        }
        return best.map { options[$0] } ?? chooser
    }
}

// MARK: - Money

extension Scenario {
    /// The money that a split gives to a line, to the cent, in `currency`; 0 for a line it leaves out.
    public func amount(of line: BudgetLine, in split: Split) -> Double {
        ((split.shares[line.name] ?? 0) * budget * 100).rounded() / 100
    }
}

/// How the budget is shared over the lines.
public struct Split: Sendable, Equatable {
    /// The split's name, unique in the scenario.
    public var name: String
    /// The share of the budget by the line's name; shares add to 1, missing lines get nothing.
    public var shares: [String: Double]

    /// A split with these shares.
    public init(name: String, shares: [String: Double]) {
        self.name = name
        self.shares = shares
    }
}

/// A Spearman rank correlation between two uncertain quantities.
public struct Correlation: Sendable, Equatable {
    /// One quantity.
    public var first: QuantityPath
    /// The other one.
    public var second: QuantityPath
    /// The rank correlation, −1…1.
    public var rank: Double

    /// A correlation of two quantities.
    public init(first: QuantityPath, second: QuantityPath, rank: Double) {
        self.first = first
        self.second = second
        self.rank = rank
    }
}

/// A bound on a metric that the planner wants to keep.
public struct Goal: Sendable, Equatable {
    /// The metric bounded.
    public var metric: Metric
    /// On which side of the bound the goal is met.
    public var relation: Relation
    /// The bound, in the metric's unit.
    public var bound: Double

    /// On which side of the bound a goal is met.
    public enum Relation: String, CaseIterable, Sendable {
        case atMost = "<="
        case atLeast = ">="
    }

    /// A goal.
    public init(metric: Metric, relation: Relation, bound: Double) {
        self.metric = metric
        self.relation = relation
        self.bound = bound
    }

    /// Whether `value` meets the goal; an undefined value (NaN) never does.
    public func isMet(by value: Double) -> Bool {
        switch relation {
        case .atMost: value <= bound
        case .atLeast: value >= bound
        }
    }
}
