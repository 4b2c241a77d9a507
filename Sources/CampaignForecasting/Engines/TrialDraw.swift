// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// One trial: its campaign-wide values, and the luck that goes with them.
struct TrialDraw {
    /// The trial's index.
    let trial: Int
    /// Which chance it uses.
    let noise: NoiseKey
    private let values: UnsafePointer<Double>

    /// `values` hold a number a slot and must outlive the draw.
    init(trial: Int, noise: NoiseKey, values: UnsafePointer<Double>) {
        self.trial = trial
        self.noise = noise
        self.values = values
    }

    /// The value in a slot.
    subscript(slot: Int) -> Double { values[slot] }

    /// The beginning of a stream of the trial.
    @inline(__always)
    func stream(_ name: StreamName, of layer: NoiseKey.Layers, post: Int = 0) -> StreamAddress {
        noise.stream(name, trial: trial, layer: layer, post: post)
    }
}
