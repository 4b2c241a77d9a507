// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// How a forecast is to be computed.
public struct ForecastOptions: Sendable {
    /// The number of trials, 1 or above.
    public var trials: Int
    /// The seed of all random streams.
    public var seed: UInt64
    /// The number of threads, 1 or above; it changes no figure.
    public var threads: Int
    /// How many of the first trials get companions for the layers of variance; 0 leaves the layers out.
    public var layerTrials: Int

    /// The most trials of a study of assumptions, which keeps every value.
    public static let mostStudied = 131_072

    /// The trials behind each point of a search: a sixteenth, 256 at least.
    var searchTrials: Int { min(trials, max(256, trials / 16)) }

    /// What simulates trials.
    var engine: any CampaignEngine = IndividualEngine()

    /// The chance that campaigns are imagined with.
    var noise: NoiseKey { NoiseKey(seed: seed) }

    /// The same options for a search.
    var searching: ForecastOptions {
        var options = self
        options.engine = engine.forSearches
        return options
    }

    /// The same options with another number of trials.
    func asking(_ trials: Int) -> ForecastOptions {
        var options = self
        options.trials = trials
        return options
    }

    /// Options; 10,000 trials with seed 1 unless said otherwise.
    public init(
        trials: Int = 10_000, seed: UInt64 = 1, threads: Int = 1, layerTrials: Int = 2_048
    ) {
        self.trials = trials
        self.seed = seed
        self.threads = threads
        self.layerTrials = layerTrials
    }
}

extension ForecastOptions: Equatable {
    /// Whether the same figures come out, as fast.
    public static func == (one: ForecastOptions, other: ForecastOptions) -> Bool {
        (one.trials, one.seed, one.threads, one.layerTrials, one.engine.name)
            == (other.trials, other.seed, other.threads, other.layerTrials, other.engine.name)
    }
}
