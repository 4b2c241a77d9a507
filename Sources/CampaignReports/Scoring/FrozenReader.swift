// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Reads the document of a frozen forecast. A seal can be made by anybody, so nothing in it is taken for granted.
struct FrozenReader {
    private let document: JSONValue

    init(_ document: JSONValue) { self.document = document }

    /// The forecast.
    func forecast() throws(FrozenError) -> FrozenForecast {
        let root = try Members(document, "the document")
        let schema = try root.text("schema")
        guard schema == FrozenFile.schema else { throw .layout(schema) }
        let trials = try root.count("trials")
        var splits: [FrozenForecast.Split] = []
        for value in try root.list("splits") {
            let split = try split(value, trials: trials)
            guard !splits.contains(where: { $0.name == split.name }) else { throw .unsound("two splits have one name") }
            splits.append(split)
        }
        guard !splits.isEmpty else { throw .unsound("it has no split") }
        return FrozenForecast(
            campaign: try root.text("campaign"), file: try root.text("file"),
            checksum: try root.text("scenario_checksum"),
            version: try root.text("version"), seed: try root.whole("seed"), trials: trials,
            date: try root.text("date"), currency: try root.text("currency"), splits: splits)
    }

    private func split(_ value: JSONValue, trials: Int) throws(FrozenError) -> FrozenForecast.Split {
        let members = try Members(value, "a split")
        var figures: [FrozenForecast.Figure] = []
        for value in try members.list("figures") {
            let figure = try figure(value, trials: trials)
            guard !figures.contains(where: { $0.name == figure.name }) else {
                throw .unsound("'\(figure.name.rawValue)' is there twice")
            }
            figures.append(figure)
        }
        return FrozenForecast.Split(
            name: try members.text("name"), budget: try members.number("budget"), tier: try members.text("tier"),
            figures: figures)
    }

    private func figure(_ value: JSONValue, trials: Int) throws(FrozenError) -> FrozenForecast.Figure {
        let members = try Members(value, "a figure")
        let name = try members.text("figure")
        guard let figure = ScoredFigure(rawValue: name) else { throw .unsound("\(name.quotedForMessage) is no figure") }
        var values: [Double] = []
        for value in try members.list("values") { values.append(try Members.number(value, "a value of '\(name)'")) }
        let infinite = try members.count("infinite")
        guard infinite <= PredictiveLaw.mostLevels else { throw .unsound("'\(name)' has too many infinite values") }
        values += Array(repeating: .infinity, count: infinite)
        let defined = Proportion(count: try members.count("defined"), trials: trials)
        guard let law = PredictiveLaw(values: values, defined: defined) else {
            throw .unsound("the values of '\(name)' do not rise, or are not as many as its imagined campaigns")
        }
        return FrozenForecast.Figure(figure, law: law, calculator: try members.numberOrNull("calculator"))
    }
}

/// The members of an object.
private struct Members {
    private let members: [String: JSONValue]
    private let owner: String

    init(_ value: JSONValue, _ owner: String) throws(FrozenError) {
        guard case .object(let members) = value else { throw .unsound("\(owner) is no object") }
        (self.members, self.owner) = (members, owner)
    }

    private func member(_ key: String) throws(FrozenError) -> JSONValue {
        guard let value = members[key] else { throw .unsound("\(owner) has no '\(key)'") }
        return value
    }

    func text(_ key: String) throws(FrozenError) -> String {
        guard case .string(let text) = try member(key) else { throw .unsound("'\(key)' is no text") }
        return text
    }

    func list(_ key: String) throws(FrozenError) -> [JSONValue] {
        guard case .array(let values) = try member(key) else { throw .unsound("'\(key)' is no list") }
        return values
    }

    func number(_ key: String) throws(FrozenError) -> Double { try Self.number(try member(key), "'\(key)'") }

    func numberOrNull(_ key: String) throws(FrozenError) -> Double? {
        try member(key) == .null ? nil : try number(key)
    }

    func whole<Number: FixedWidthInteger>(_ key: String) throws(FrozenError) -> Number {
        guard case .number(let digits) = try member(key), let number = Number(digits), number >= 0 else {
            throw .unsound("'\(key)' is no whole number")
        }
        return number
    }

    func count(_ key: String) throws(FrozenError) -> Int { try whole(key) }

    static func number(_ value: JSONValue, _ name: String) throws(FrozenError) -> Double {
        guard case .number(let digits) = value, let number = Double(digits), number.isFinite else {
            throw .unsound("\(name) is no number")
        }
        return number
    }
}
