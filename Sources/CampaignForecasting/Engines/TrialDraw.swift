// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// One trial: its campaign-wide values, and the luck that goes with them.
struct TrialDraw {
    /// The trial's index.
    let trial: Int
    /// Which chance it uses.
    let noise: NoiseKey
    private let values: UnsafePointer<Double>
    private let reads: UnsafeMutablePointer<Bool>

    /// `values` hold a number a slot, and in `reads` it is noted which of them are looked at; both must outlive the draw.
    init(trial: Int, noise: NoiseKey, values: UnsafePointer<Double>, reads: UnsafeMutablePointer<Bool>) {
        self.trial = trial
        self.noise = noise
        self.values = values
        self.reads = reads
    }

    /// The same trial with what is looked at noted elsewhere.
    func noting(in reads: UnsafeMutablePointer<Bool>) -> TrialDraw {
        TrialDraw(trial: trial, noise: noise, values: values, reads: reads)
    }

    /// The value in a slot.
    subscript(slot: Int) -> Double {
        @inline(__always) get {
            reads[slot] = true
            return values[slot]
        }
    }

    /// The beginning of a stream of the trial.
    @inline(__always)
    func stream(_ name: StreamName, of layer: NoiseKey.Layers, post: Int = 0) -> StreamAddress {
        noise.stream(name, trial: trial, layer: layer, post: post)
    }
}
