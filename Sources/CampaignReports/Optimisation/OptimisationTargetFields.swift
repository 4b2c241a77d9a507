// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What an optimisation's document says of the budget that meets targets.
enum OptimisationTargetFields {
    static let targets = ObjectFields<(of: BudgetQuestion, among: Optimisation)>(
        "targets", "Which budget meets the targets.",
        [
            Field("goals", "the targets, in words", .list(.text)) { question in
                let currency = Currency(code: question.among.subject.scenario.currency)
                return question.of.targets.map { $0.text(currency) }
            },
            Field("sure", "the chance that is asked for", .number) { StoredNumber(exactly: $0.of.sure) },
            Field("smallest_budget", "the smallest budget that meets them so surely", smallest.shape) { $0.of },
            Field("likeliest_budget", "the one with the highest chance", .value) {
                $0.of.budget($0.of.likeliest)
            },
            Field("fall", "where a bigger budget has a lower chance, or `null`", .orNull(fall.shape)) { question in
                question.of.fall.map { ($0, question.of) }
            },
            Field("points", "the budgets tried", .list(point.shape)) { question in
                question.of.points.map { ($0, question.among) }
            },
        ])

    private static let smallest = ObjectFields<BudgetQuestion>(
        "smallest_budget", "The smallest budget, `null` where no budget tried is that.",
        [
            Field("value", "the budget", .value) { $0.budget($0.smallest) },
            Field("low", "the smallest that may meet them, by chance in the trials", .value) { $0.budget($0.low) },
            Field("high", "the smallest that is shown to meet them", .value) { $0.budget($0.high) },
        ])

    private static let fall = ObjectFields<(of: TargetFall, among: BudgetQuestion)>(
        "fall", "A bigger budget with a lower chance.",
        [
            Field("from", "the one budget", .value) { $0.among.budget($0.of.from) },
            Field("to", "the bigger one", .value) { $0.among.budget($0.of.to) },
            Field("difference", "by how much the chance is lower", .estimate) { $0.of.difference },
        ])

    private static let point = ObjectFields<(of: TargetPoint, among: Optimisation)>(
        "target_point", "A budget that was tried.",
        [
            Field("budget", "the budget", .amount) { StoredNumber(exactly: $0.of.budget) },
            Field("amounts", "the money of its split, by line", .named(.number)) { $0.among.amounts($0.of.amounts) },
            Field("name", "the name of that; `null` for one that is not the file's own", .orNull(.text)) {
                $0.of.name
            },
            Field("chance", "the chance that all targets are met", .proportion) { $0.of.chance },
            Field("each", "the chance of each target", .list(.proportion)) { $0.of.each },
            Field("profit", mean, .estimate) { $0.of.profit },
            Field("cost", mean, .estimate) { $0.of.cost },
            Field("own", "the chance with each own split, by name", .named(.proportion)) { point in
                zip(point.among.own, point.of.own).map { ($0.name ?? "", $1) }
            },
        ])

    private static let mean = "its mean"
}

extension BudgetQuestion {
    /// The budget of a point.
    fileprivate func budget(_ number: Int?) -> StoredNumber? {
        number.map { StoredNumber(exactly: points[$0].budget) }
    }
}
