// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension QuantityPath {
    /// The name by which a file refers to the quantity: `nano.fee` for `tiers.nano.fee`, an assumption's own name.
    var shortText: String { Self.short(text) }

    /// A label that begins with a path, shortened alike.
    static func short(_ label: String) -> String {
        for section in ["assumptions.", "tiers.", "platforms.", "lines."] where label.hasPrefix(section) {
            return String(label.dropFirst(section.count))
        }
        return label
    }
}
