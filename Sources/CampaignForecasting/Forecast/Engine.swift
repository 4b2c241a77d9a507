// SPDX-License-Identifier: GPL-3.0-or-later

/// The way trials are simulated, as results name it.
public enum Engine: String, CaseIterable, Sendable, Codable {
    /// Every creator's posts, clicks and orders are drawn.
    case chain
}
