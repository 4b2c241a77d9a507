// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a creator posts.
public enum Platform: String, CaseIterable, Sendable, Codable {
    case instagram, tiktok, youtube, pinterest, other
}
