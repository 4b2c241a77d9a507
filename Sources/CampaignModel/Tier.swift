// SPDX-License-Identifier: GPL-3.0-or-later

/// The size class of a creator, by followers.
public enum Tier: String, CaseIterable, Sendable, Codable, Comparable {
    case nano, micro, macro, mega

    /// Orders tiers from the smallest audience to the largest.
    public static func < (left: Tier, right: Tier) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .nano: 0
        case .micro: 1
        case .macro: 2
        case .mega: 3
        }
    }
}
