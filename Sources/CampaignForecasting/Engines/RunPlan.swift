// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// Which imagined campaigns a run simulates: all that is needed to simulate the same ones again, or a part of them elsewhere.
struct RunPlan: Sendable, Hashable, Codable {
    /// The trials, of which a run has the first ones, a search others, and a part of a run some.
    var trials: Range<Int>
    /// How the campaign-wide values are drawn.
    var points: PointSet
    /// The luck below them.
    var noise: NoiseKey
    /// The way trials are simulated.
    var engine: Engine
    /// The trials below which layers of chance are studied; 0 leaves them out.
    var layerTrials = 0
}

extension RunPlan {
    /// The campaigns of a run with these options, or others of the same chance.
    ///
    /// - Parameters:
    ///   - options: what was asked for.
    ///   - trials: the trials; the first ones unless said otherwise.
    ///   - layers: whether layers of chance are studied.
    init(_ options: ForecastOptions, trials: Range<Int>? = nil, layers: Bool = false) {
        self.init(
            trials: trials ?? 0..<options.trials, points: .independent(options.noise), noise: options.noise,
            engine: options.engine.name, layerTrials: layers ? options.layerTrials : 0)
    }

    /// The same campaigns, as far as they are known, with luck of another purpose.
    func drawing(_ purpose: NoiseKey.Purpose, trials: Range<Int>) -> RunPlan {
        var plan = self
        plan.noise.purpose = purpose
        plan.trials = trials
        return plan
    }
}
