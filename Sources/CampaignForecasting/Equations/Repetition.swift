// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// How the response to a creator's posts changes from post to post.
///
/// (1 + familiarity · (1 − 2^(−k/h))) · (1 − fatigue)^k for the k-th post after the first, h the posts after which half
/// of the familiarity is there.
struct Repetition {
    /// How much more people respond in the end, as a share; the posts after which half of it is there; the share of the response that
    /// each further post loses.
    let familiarity, half, fatigue: Double

    /// The factor on the response to post number `post`, from 0.
    func factor(post: Double) -> Double {
        (1 + familiarity * (1 - Double.exp2(-post / half))) * Double.pow(1 - fatigue, post)
    }
}
