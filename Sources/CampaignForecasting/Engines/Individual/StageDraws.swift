// SPDX-License-Identifier: GPL-3.0-or-later

/// One trial of a line as its stages look at campaign-wide values: hires and views, rates, and what becomes of orders. What each has
/// looked at is noted apart, so that a stage is done again only where something that it or an earlier one looked at is another.
struct StageDraws {
    let early, rates, late: TrialDraw
}
