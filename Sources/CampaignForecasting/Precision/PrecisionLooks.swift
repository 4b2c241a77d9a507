// SPDX-License-Identifier: GPL-3.0-or-later

/// After how many trials a run looks whether its figures are known exactly enough; it does not depend on what it sees, but for the
/// end.
enum PrecisionLooks {
    /// The first look: late enough for the error of a mean and a quantile to be known itself, and for the study of layers to be complete.
    static func first(_ options: ForecastOptions) -> Int {
        min(options.trials, wholeBlocks(max(2 * BlockLoop.trials, options.layerTrials)))
    }

    /// The look after the one at `trials`: a quarter more.
    static func next(after trials: Int, most: Int) -> Int { min(most, wholeBlocks(trials + trials / 4)) }

    /// So many trials or a few more: a block that is cut would have to be merged again.
    private static func wholeBlocks(_ trials: Int) -> Int {
        (trials + BlockLoop.trials - 1) / BlockLoop.trials * BlockLoop.trials
    }
}
