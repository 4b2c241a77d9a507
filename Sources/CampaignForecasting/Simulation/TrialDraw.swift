// SPDX-License-Identifier: GPL-3.0-or-later

/// The campaign-wide values of one trial.
struct TrialDraw {
    /// The trial's index.
    let trial: Int
    private let values: UnsafePointer<Double>

    /// `values` hold a number a slot and must outlive the draw.
    init(trial: Int, values: UnsafePointer<Double>) {
        self.trial = trial
        self.values = values
    }

    /// The value in a slot.
    subscript(slot: Int) -> Double { values[slot] }
}
