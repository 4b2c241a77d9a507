// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity of a scenario: what is uncertain about it, what varies, and where the figure comes from.
public struct Quantity: Sendable, Equatable {
    /// What is drawn, and how often.
    public var law: Law
    /// What the factor of a `scattered` law is in each campaign, where it is uncertain itself and `factor` is its median.
    public var spread: QuantityPath?
    /// Where the figure comes from.
    public var provenance: Provenance

    /// A quantity with this law and provenance.
    public init(law: Law, spread: QuantityPath? = nil, provenance: Provenance = Provenance()) {
        self.law = law
        self.spread = spread
        self.provenance = provenance
    }

    /// The quantities that it refers to.
    public var references: [QuantityPath] { (law.expression?.references ?? []) + [spread].compactMap(\.self) }

    /// Uncertainty (drawn once a trial) and variability (drawn for each creator, post or order), kept apart.
    public enum Law: Sendable, Equatable {
        /// One value for the whole campaign: uncertainty only.
        case shared(Expression)
        /// Values that scatter about `typical` by a factor: 90 % of them lie between `typical / factor` and
        /// `typical · factor`.
        ///
        /// The factor multiplies the value of a positive quantity and the odds of a share, so that a share stays in
        /// 0…1; `typical` is the median. Two keys are read as averages instead: `order_value` (gamma with the mean
        /// `typical`) and `post_luck` and `sales_power` (log-normal with mean 1).
        case scattered(typical: Expression, factor: Double)
        /// Values drawn afresh for each creator, post or order: variability only.
        case varying(Distribution)

        /// What is uncertain about the quantity; nil where it only varies.
        public var expression: Expression? {
            switch self {
            case .shared(let expression), .scattered(let expression, _): expression
            case .varying: nil
            }
        }
    }
}

/// Where a figure comes from; it travels into the reports.
public struct Provenance: Sendable, Equatable {
    /// The publication or system that the figure was taken from.
    public var source: String?
    /// The year the figure describes.
    public var year: Int?
    /// How far the figure is trusted: A (audited or peer-reviewed) to D (repeated by blogs).
    public var trust: Trust?
    /// A free remark.
    public var note: String?
    /// The library of defaults that it comes from, since the file left the quantity out: `evidence`, `article`, or the name of a
    /// file with its date; nil where the file states it.
    public var library: String?
    /// Whether the file left the quantity out.
    public var isDefault: Bool { library != nil }

    /// How far a source is trusted.
    public enum Trust: String, CaseIterable, Sendable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        case a = "A", b = "B", c = "C", d = "D"
    }

    /// A provenance; all parts may be missing.
    public init(
        source: String? = nil, year: Int? = nil, trust: Trust? = nil, note: String? = nil, library: String? = nil
    ) {
        self.source = source
        self.year = year
        self.trust = trust
        self.note = note
        self.library = library
    }
}
