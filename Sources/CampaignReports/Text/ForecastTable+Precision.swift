// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

extension PrecisionGoal {
    /// The figure's name in rows and keys: `p5`, `mean`, `probability`.
    var statisticName: String {
        switch statistic {
        case .mean: metric.meanKind
        case .quantile(let probability): MetricNumbers.name(probability)
        case .chance: "probability"
        }
    }

    /// The figure in words: `p5 of ROI`, `chance of CPA ≤ $45`.
    func title(_ currency: Currency) -> String {
        switch statistic {
        case .mean: "mean of \(metric.title)"
        case .quantile(0.5): "median of \(metric.title)"
        case .quantile(let probability): "\(MetricNumbers.name(probability)) of \(metric.title)"
        case .chance(let relation, let bound):
            "chance of " + Goal(metric: metric, relation: relation, bound: bound).text(currency)
        }
    }

    /// How figures are printed.
    fileprivate func style(_ currency: Currency) -> Figure.Style {
        if case .chance = statistic { return .percent }
        let style = Figure.Style(metric, currency: currency)
        if case .difference = whose { return style.ofDifferences }
        return style
    }

    /// How wide its interval may be, in words.
    func widthInWords(_ currency: Currency) -> String {
        switch width {
        case .relative(let share): Figure(exactly: share).text(.percent) + " of itself"
        case .absolute(let width):
            Figure(exactly: width).text(style(currency).ofDifferences)
                .replacing(" pts", with: width == 0.01 ? " point" : " points")
        }
    }
}

extension PrecisionFigure {
    /// Whose figure it is.
    var name: String { minus.map { "\(split) minus \($0)" } ?? split }

    /// What a reader should know of it.
    var remark: String? {
        switch doubt {
        case nil: nil
        case .undefined: "undefined in every trial"
        case .infinite: "infinite"
        case .never: "in no trial so far"
        case .always: "in every trial so far"
        case .aroundZero: "about 0, of which no share is narrow; ask for a width"
        case .jump: "the values jump here, and more trials need not help"
        case .oneTrial(let share):
            "one trial has \(Figure(exactly: (share * 100).rounded() / 100).text(.percent)) of the spread: the error "
                + "may be larger"
        }
    }
}

// MARK: - What was reached

extension ForecastTable {
    /// Adds how exactly the figures are known that were to be known exactly.
    func addPrecision(to page: inout Page) {
        guard let precision = forecast.precision else { return }
        if precision.isReached { page.say(sentence(precision)) } else { page.alarm([sentence(precision)]) }
        page.add(table(precision), note: Self.precisionMeaning)
    }

    static let precisionMeaning =
        "±: how far the farther end of the 95% interval lies from the figure, and how far it may. The interval holds the "
        + "error of having simulated so many campaigns and no more, and none of the assumptions."

    /// What was reached, and what it cost.
    private func sentence(_ precision: PrecisionResult) -> String {
        let goal = precision.goal
        let asked = "\(goal.title(currency)) within \(goal.widthInWords(currency))"
        let spent = trials(precision.trials)
        if precision.isReached {
            let (whose, each) =
                precision.figures.count > 1
                ? ("of each split", " each") : ("of " + precision.figures.map(\.name).joined(), "")
            return "Known exactly enough: \(asked), \(whose), with 95% confidence\(each), after \(spent) of at most "
                + "\(count(precision.mostTrials))."
        }
        let names = precision.figures.filter { !$0.isReached }.map(\.name).joined(separator: ", ")
        let why =
            if forecast.provenance.isPartial { "when the run was interrupted" } else {
                precision.trials == precision.mostTrials
                    ? "the most that may be spent" : "since no number of trials would do"
            }
        var sentence = "NOT REACHED: \(asked), of \(names). The run ended after \(spent), \(why)."
        if let needed = precision.figures.compactMap(\.neededTrials).max(),
            precision.figures.allSatisfy({ $0.isReached || $0.neededTrials != nil })
        {
            sentence += " About \(count(needed)) would do."
        }
        return sentence
    }

    private func count(_ number: Int) -> String {
        // Beyond the trials that were made it is a guess of two digits.
        Figure(exactly: number > forecast.provenance.trials ? Figure.twoDigits(Double(number)) : Double(number))
            .text(.count)
    }

    private func trials(_ number: Int) -> String { count(number) + (number == 1 ? " trial" : " trials") }

    private func table(_ precision: PrecisionResult) -> TextTable {
        let goal = precision.goal
        let style = goal.style(currency)
        func ends(_ figure: PrecisionFigure) -> String {
            guard !figure.value.isNaN else { return Figure.undefined }
            let texts = [figure.low, figure.high].map { Figure($0, error: figure.halfWidth / 10).text(style) }
            return texts.joined(separator: " – ")
        }
        func width(_ width: Double) -> String {
            width.isFinite ? Figure(exactly: Figure.twoDigits(width)).text(style.ofDifferences) : Figure.undefined
        }
        func column(_ title: String, _ cell: (PrecisionFigure) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: precision.figures.map(cell))
        }
        var columns = [
            column(goal.title(currency)) { Figure($0.value, error: $0.halfWidth / 10).text(style) },
            column("95% interval", ends), column("±") { width($0.halfWidth) }, column("may be ±") { width($0.wanted) },
            column("reached") { $0.isReached ? "yes" : "no" },
        ]
        if precision.figures.contains(where: { $0.doubt != nil }) {
            var remarks = column("remark") { $0.remark ?? "" }
            remarks.widest = 60
            columns.append(remarks)
        }
        return TextTable(
            title: "precision", names: precision.figures.map { TextTable.RowName(text: $0.name, look: .strong) },
            columns: columns)
    }
}
