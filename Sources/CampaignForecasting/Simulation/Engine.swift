// SPDX-License-Identifier: GPL-3.0-or-later

/// The way trials are simulated.
public enum Engine: String, CaseIterable, Sendable {
    /// Every creator's clicks and orders are drawn: the reference.
    case chain
    /// Clicks and orders are drawn once a line where their rates are shared by its creators, which is exact in law.
    case aggregated
}
