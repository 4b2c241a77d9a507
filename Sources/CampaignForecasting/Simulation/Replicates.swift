// SPDX-License-Identifier: GPL-3.0-or-later

/// Which repetition of each layer of chance a trial uses; trials that share a number share that layer's draws.
struct Replicates: Sendable {
    var creators = 0
    var posts = 0
    var orders = 0

    /// The trial itself.
    static let base = Replicates()
    /// The companions of a trial that share ever more of its chance: uncertainty only, with creators, with posts.
    static let companions = [
        Replicates(creators: 1, posts: 1, orders: 1), Replicates(posts: 1, orders: 1), Replicates(orders: 1),
    ]
}
