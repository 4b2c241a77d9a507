// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of Tiercast, which every result carries.
public enum TiercastVersion {
    /// The version in force.
    public static let current = "0.1.0"
}
