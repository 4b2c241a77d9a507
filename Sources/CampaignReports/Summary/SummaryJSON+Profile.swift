// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

// MARK: - What a verdict says

extension SummaryJSON {
    /// How often a split loses money, what would break even, and whether its money hires anybody: the same keys in the documents of
    /// runs, comparisons and searches.
    static func members(_ profile: SplitProfile) -> [String: JSONValue] {
        let margin = profile.breakEven.margin
        return [
            "losses": json(profile.losses),
            "break_even_factor": margin.value > 0 ? profile.breakEven.factor.map { json($0) } ?? .null : .null,
            "unhired": profile.unhired.map { unhired in
                .object([
                    "lines": .array(unhired.lines.map { .string($0) }),
                    "share": StoredNumber(exactly: (unhired.share * 1e6).rounded() / 1e6).json,
                    "nobody_hired": json(unhired.nobodyHired),
                ])
            } ?? .null,
        ]
    }
}
