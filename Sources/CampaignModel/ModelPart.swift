// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of the model that a scenario leaves out unless it states one of the part's keys.
///
/// A campaign without a part is simulated as if the part did not exist: the same draws, the same outcomes.
public enum ModelPart: String, CaseIterable, Sendable {
    /// Views are not people: audiences overlap, and who was reached before responds less.
    case audience
    /// Which orders the campaign caused, and which it is only credited with.
    case attribution
    /// Partnerships over months: familiarity, fatigue, creators who leave.
    case partnership
    /// Screening creators for their fit.
    case selection
    /// Further orders of customers whom the campaign won.
    case repeatPurchases = "repeat_purchases"
    /// The week in which a post is published.
    case calendar
    /// Weekly orders, revenue, spend and cash.
    case time
    /// Events that may strike.
    case risks
}
