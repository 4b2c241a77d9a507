// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning

/// Maps a list on several threads, in its order.
enum ParallelMap {
    static func of<Value: Sendable, Result: Sendable>(
        _ values: [Value], threads: Int, _ work: @Sendable (Value) -> Result
    ) -> [Result] {
        Workers(count: threads).map(values.count) { work(values[$0]) }
    }
}
