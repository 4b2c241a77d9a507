// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A forecast that is kept until its campaign is over, to be held against what it brings.
public struct FrozenForecast: Sendable, Equatable {
    /// The campaign's name.
    public var campaign: String
    /// The file of the scenario, without folders.
    public var file: String
    /// What all that the scenario says is known by.
    public var checksum: String
    /// The version of Tiercast.
    public var version: String
    /// The seed of all random streams.
    public var seed: UInt64
    /// The imagined campaigns.
    public var trials: Int
    /// The day on which it was frozen, such as 2026-03-02.
    public var date: String
    /// ISO 4217 code of all money.
    public var currency: String
    /// The splits, in the order of the scenario.
    public var splits: [Split]

    /// A frozen forecast.
    ///
    /// - Parameters:
    ///   - subject: what it is about.
    ///   - provenance: how it was computed.
    ///   - date: the day on which it is frozen.
    ///   - splits: what it says of each.
    public init(of subject: Subject, _ provenance: ForecastProvenance, date: String, splits: [Split]) {
        campaign = subject.scenario.name
        file = subject.fileName
        checksum = subject.checksum
        version = provenance.version
        seed = provenance.seed
        trials = provenance.trials
        self.date = date
        currency = subject.scenario.currency
        self.splits = splits
    }

    /// A frozen forecast that was read.
    ///
    /// - Parameters:
    ///   - campaign: the campaign's name.
    ///   - file: the file of the scenario.
    ///   - checksum: what the scenario is known by.
    ///   - version: the version of Tiercast.
    ///   - seed: the seed.
    ///   - trials: the imagined campaigns.
    ///   - date: the day on which it was frozen.
    ///   - currency: the currency of all money.
    ///   - splits: what it says of each.
    public init(
        campaign: String, file: String, checksum: String, version: String, seed: UInt64, trials: Int, date: String,
        currency: String, splits: [Split]
    ) {
        (self.campaign, self.file, self.checksum) = (campaign, file, checksum)
        (self.version, self.seed, self.trials) = (version, seed, trials)
        (self.date, self.currency, self.splits) = (date, currency, splits)
    }

    /// What a frozen forecast says of a split.
    public struct Split: Sendable, Equatable {
        /// The split's name.
        public var name: String
        /// The money given to it.
        public var budget: Double
        /// The tier of its creators, `mixed` of several.
        public var tier: String
        /// What is said of each figure that is ever defined, in the usual order.
        public var figures: [Figure]

        /// A split.
        public init(name: String, budget: Double, tier: String, figures: [Figure]) {
            (self.name, self.budget, self.tier, self.figures) = (name, budget, tier, figures)
        }
    }

    /// What a frozen forecast says of a figure.
    public struct Figure: Sendable, Equatable {
        /// The figure.
        public var name: ScoredFigure
        /// How it is spread.
        public var law: PredictiveLaw
        /// What a calculator says: the mean, of a ratio the ratio of two means, with every campaign-wide assumption at its middle. Nil
        /// where it is no number.
        public var calculator: Double?

        /// A figure.
        public init(_ name: ScoredFigure, law: PredictiveLaw, calculator: Double?) {
            (self.name, self.law, self.calculator) = (name, law, calculator)
        }
    }
}
