// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// The key figures of a split in a box that explains itself.
struct ReportCard {
    /// A figure with its name.
    struct Entry {
        var name: String
        var value: String
        /// What the figure leaves open.
        var detail: String
    }

    /// A chance with what it is of.
    struct Chance {
        var name: String
        var value: String
    }

    /// The split.
    var title: String
    /// The split's number, which gives it its colour.
    var number: Int
    /// The figures.
    var entries: [Entry]
    /// How likely each goal is.
    var chances: [Chance]
    /// What the figures say, in a sentence.
    var sentence: String
}

// MARK: - The answer

extension CampaignReport {
    /// The answer in plain sentences and the key figures of each split.
    var answer: Section? {
        let verdict = Verdict(forecast, currency: currency)
        var sentences = [
            comparison.map { ComparisonVerdict(comparison: $0, currency: currency).sentence } ?? verdict.sentence
        ]
        // To stay best is worth saying only of a split that can be ranked and earns.
        if let stress, !verdict.everythingLoses, verdict.ranked.contains(stress.leader) {
            sentences.append(StressWords(stress: stress, currency: currency).worlds)
        }
        sentences += ForecastTable(forecast).sentencesOnMoney
        let parts: [Part?] = [
            .text(sentences.joined(separator: " ")), .cards(cards),
            .note(
                "The large figure is the median, the campaign in the middle; 90 of 100 imagined campaigns fall in the interval "
                    + "beside it."),
            notices,
        ]
        return Self.section("answer", "The answer", parts)
    }

    /// What a reader must know before trusting the figures; nil where there is nothing.
    private var notices: Part? {
        var page = Page()
        page.alarm(forecast.warnings.map { "Note: " + Displayed.clean($0) })
        if let lint = lint?.sentence { page.note(lint) }
        return page.blocks.isEmpty ? nil : .page(page)
    }

    private var cards: [ReportCard] {
        forecast.splits.enumerated().map { number, split in
            ReportCard(
                title: Displayed.clean(split.name), number: number,
                entries: [Metric.cpa, .roi, .conversions].map { entry($0, of: split.total) },
                chances: split.goals.map { goal, met in
                    ReportCard.Chance(name: "chance of \(goal.text(currency))", value: Figure.chance(met))
                }, sentence: sentence(split))
        }
    }

    private func entry(_ metric: Metric, of group: GroupForecast) -> ReportCard.Entry {
        let style = Figure.Style(metric, currency: currency)
        func text(_ probability: Double) -> String {
            group.metrics[metric]?.quantile(probability).map { Figure($0).text(style, digits: 3) } ?? Figure.undefined
        }
        return ReportCard.Entry(name: metric.title, value: text(0.5), detail: "\(text(0.05)) to \(text(0.95))")
    }

    /// That the expected CPA and the median lie on either side of a goal, and which of them the goal means; nil where they do not.
    private func otherSide(_ split: SplitForecast, mean: Estimate) -> String? {
        guard let median = split.total.metrics[.cpa]?.quantile(0.5),
            let goal = split.goals.map(\.goal).first(where: { goal in
                goal.metric == .cpa && goal.isMet(by: mean.value) != goal.isMet(by: median.value)
            })
        else { return nil }
        let (side, what) = mean.value < median.value ? ("lower", "sell") : ("higher", "spend")
        return
            "that is \(side) than the median of \(Figure(median).text(.money(currency), digits: 3)), since campaigns that \(what) "
            + "much count more in it; \(goal.text(currency)) is judged campaign by campaign"
    }

    /// What is expected of a split, and how often it ends below break-even.
    private func sentence(_ split: SplitForecast) -> String {
        var parts: [String] = []
        if let mean = split.total.metrics[.cpa]?.mean {
            parts.append(
                "Expected CPA \(Figure(mean).text(.money(currency), digits: 3)) (cost over orders, all campaigns together)"
            )
            if let text = otherSide(split, mean: mean) { parts.append(text) }
        }
        let losses = split.losses
        let hundred = ComparisonVerdict.ofHundred(losses)
        parts.append(
            losses.count == 0
                ? "no campaign ends below break-even" : "\(hundred) of 100 campaigns end below break-even")
        if split.total.noOrder.count > 0 {
            parts.append("\(Figure.chance(split.total.noOrder)) bring no order at all")
        }
        if split.total.almostNothingSold.value >= 0.05 {
            parts.append("\(Figure.chance(split.total.almostNothingSold)) sell less than a tenth of their cost")
        }
        return parts.joined(separator: "; ").capitalisedFirst + "."
    }
}
