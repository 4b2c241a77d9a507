// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A frozen forecast as a file: a JSON document with a hash of its own bytes, so that nobody can change it unnoticed.
///
/// `docs/score.md` says what every key means. The seal is the SHA-256 of the file with nothing between the quotation marks of `seal`.
public struct FrozenFile: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/frozen/1"
    /// The most bytes of such a file.
    public static let mostBytes = 1 << 26

    /// The forecast.
    public let forecast: FrozenForecast
    /// What it is known by: 64 hexadecimal digits.
    public let seal: String
    /// The file.
    public let bytes: [UInt8]

    /// Seals a forecast.
    public init(sealing forecast: FrozenForecast) {
        let bare = Array(Self.fields.inlined.json(forecast).encoded().utf8)
        let seal = SHA256.hexadecimal(bare)
        let place = Self.place(behind: Self.mark, in: bare) ?? bare.endIndex
        self.forecast = forecast
        self.seal = seal
        bytes = bare[..<place] + Array(seal.utf8) + bare[place...]
    }

    private static let beginning = "{\n  \"campaign\": "
    private static let layout = "\n  \"schema\": \"tiercast/frozen/"
    /// What stands before the seal.
    private static let mark = "\n  \"seal\": \""
    private static let digits = 64

    /// The place behind the first line that begins so; no name of anybody's does, since it has no line of its own.
    private static func place(behind beginning: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(beginning.utf8)
        return bytes.indices.first { bytes[$0] == 0x0A && bytes[$0...].starts(with: wanted) }.map { $0 + wanted.count }
    }
}

// MARK: - Reading

/// Why a file is no frozen forecast.
public enum FrozenError: Error, Sendable, Equatable {
    /// A file that is something else.
    case notFrozen
    /// A forecast that another version froze.
    case layout(String)
    /// A file that ends too early.
    case truncated
    /// A file that does not hold what was frozen.
    case changed(seal: String, found: String)
    /// A file that holds what no version of Tiercast freezes.
    case unsound(String)

    /// The reason, and what to do instead.
    public var message: String {
        switch self {
        case .notFrozen: "is no frozen forecast; 'tiercast freeze' writes one"
        case .layout(let layout):
            "has the layout \(layout.quotedForMessage), which another version of Tiercast wrote; this one reads \(FrozenFile.schema)"
        case .truncated: "ends too early: a part of the frozen forecast is missing, so it is not scored"
        case .changed(let seal, let found):
            "was changed since it was frozen, so it is not scored: its seal is \(seal.prefix(12))…, and what it holds has the seal \(found.prefix(12))…"
        case .unsound(let what): "is sealed and yet no frozen forecast: \(what)"
        }
    }
}

extension FrozenFile {
    /// Reads a file; one that is not what was frozen is refused.
    public init(reading bytes: [UInt8]) throws(FrozenError) {
        guard bytes.starts(with: Array(Self.beginning.utf8)) else { throw .notFrozen }
        guard Self.place(behind: Self.layout, in: bytes) != nil, bytes.suffix(3) == Array("\n}\n".utf8)[...],
            let place = Self.place(behind: Self.mark, in: bytes), place + Self.digits < bytes.count
        else { throw .truncated }
        let seal = String(decoding: bytes[place..<place + Self.digits], as: UTF8.self)
        let found = SHA256.hexadecimal(Array(bytes[..<place] + bytes[(place + Self.digits)...]))
        guard found == seal else { throw .changed(seal: seal, found: found) }
        let document: JSONValue
        do { document = try JSONValue(parsing: bytes) } catch { throw .unsound(error.message) }
        forecast = try FrozenReader(document).forecast()
        self.seal = seal
        self.bytes = bytes
    }
}

// MARK: - Keys

extension FrozenFile {
    static let fields = ObjectFields<FrozenForecast>(
        "frozen", "A forecast that is kept until its campaign is over.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field(
                "seal",
                "the SHA-256 of the file with nothing between these quotation marks, in hexadecimal digits; the forecast is known by it",
                .text
            ) { _ in "" },
            Field("campaign", "the campaign's name", .text) { $0.campaign },
            Field("file", "the scenario's file, without folders", .text) { $0.file },
            Field("scenario_checksum", "hash of the resolved scenario", .checksum) { $0.checksum },
            Field("version", "version of Tiercast", .text) { $0.version },
            Field("seed", "seed of the random streams", .count) { $0.seed },
            Field("trials", "the imagined campaigns", .count) { $0.trials },
            Field("date", "the day on which it was frozen", .text) { $0.date },
            Field("currency", "ISO 4217 code of all money", .text) { $0.currency },
            Field("splits", "the splits, in the order of the scenario", .list(split.shape)) { $0.splits },
        ])

    private static let split = ObjectFields<FrozenForecast.Split>(
        "frozen_split", "What is forecast of a split.",
        [
            Field("name", "its name", .text) { $0.name },
            Field("budget", "the money given to it", .amount) { StoredNumber(exactly: $0.budget) },
            Field("tier", "the tier of its creators, `mixed` of several", .text) { $0.tier },
            Field("figures", "the figures that are ever defined", .list(figure.shape)) { $0.figures },
        ])

    private static let figure = ObjectFields<FrozenForecast.Figure>(
        "frozen_figure", "What is forecast of a figure.",
        [
            Field("figure", "its name", .choice(ScoredFigure.allCases.map(\.rawValue))) { $0.name.rawValue },
            Field("defined", "imagined campaigns in which it is defined", .count) { $0.law.defined.count },
            Field(
                "values",
                "equally likely values in ascending order, six digits each: of 2,000 imagined campaigns or fewer that of each, else the "
                    + "order statistics at the middles of 2,000 levels", .list(.number)
            ) { $0.law.values.filter(\.isFinite).map { StoredNumber(sixDigitsOf: $0) } },
            Field("infinite", "how many further values are infinite", .count) { $0.law.values.count { $0.isInfinite } },
            Field(
                "calculator",
                "what a calculator says: the mean, of a ratio that of two means, with every campaign-wide assumption at its middle; `null` "
                    + "where it is no number", .value
            ) { $0.calculator.map { StoredNumber(sixDigitsOf: $0) } },
        ])
}
