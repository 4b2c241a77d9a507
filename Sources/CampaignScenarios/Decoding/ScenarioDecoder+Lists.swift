// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Lists of creators

extension ScenarioDecoder {
    /// Warns where creators come from a list and nothing says whether there are others: what a library says of the tier would
    /// hire people whom nobody listed.
    func warnOfPool(_ line: LineDraft, _ assumptions: [QuantityKey: QuantityPath]) {
        guard let pool = assumptions[.pool], let stated = table.entries[pool], stated.isDefault,
            case .shared(let expression)? = table.quantity(pool)?.law, let there = expression.constantValue
        else { return }
        for key in [QuantityKey.followers, .fee] {
            guard let path = assumptions[key], case .varying(.sample(let sample))? = table.quantity(path)?.law,
                there > Double(sample.count)
            else { continue }
            diagnostics.warning(
                "the creators of line '\(line.name)' come from \(sample.count) rows of \(sample.table), and by default there are "
                    + "\(ValueLowering.text(there)); write 'pool: \(sample.count)' where the list is all of them, or how many there are",
                at: table.entries[path]?.location ?? line.location)
            return
        }
    }
}
