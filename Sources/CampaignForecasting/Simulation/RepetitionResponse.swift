// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// How the response to a creator's posts changes from post to post.
///
/// (1 + familiarity · (1 − 2^(−k/h))) · (1 − fatigue)^k for the k-th post after the first, h the posts after which half
/// of the familiarity is there.
struct RepetitionResponse {
    private let familiarity, half, fatigue: Double

    init(_ partnership: PreparedLine.Partnership, _ draw: TrialDraw) {
        familiarity = draw[partnership.familiarity]
        half = draw[partnership.familiarityPosts]
        fatigue = draw[partnership.fatigue]
    }

    /// The factor on the response to post number `post`, from 0.
    func factor(post: Double) -> Double {
        (1 + familiarity * (1 - Double.exp2(-post / half))) * Double.pow(1 - fatigue, post)
    }
}
