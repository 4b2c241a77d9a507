// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignReports
public import CampaignScenarios

/// A scenario that was read, checked and made ready to be simulated.
public struct LoadedScenario: Sendable {
    /// What is to be read.
    public struct Request: Sendable, Equatable {
        /// The file's name, for its reader and for messages.
        public var file: String
        /// What replaces or adds to what it says.
        public var overrides: [Override]
        /// The splits to keep; all where it is empty.
        public var splits: [String]

        /// A scenario, the whole of it unless said otherwise.
        public init(file: String, overrides: [Override] = [], splits: [String] = []) {
            self.file = file
            self.overrides = overrides
            self.splits = splits
        }
    }

    /// The file's name as it was asked for.
    public let file: String
    /// What the file says.
    public let read: ReadScenario
    /// The campaign, ready to be simulated.
    public let campaign: PreparedCampaign
    /// The files it was read from: the scenario, then its data.
    public let inputs: [String]
    /// Its data files as it names them, each with the checksum of its bytes.
    let data: [(file: String, checksum: String)]
    /// What its author should know.
    public let warnings: [ScenarioProblem]

    /// What the rules of the linter that imagine no campaigns say of it, in a line.
    public var lintLine: LintLine { LintLine(campaign.lint(unused: read.unused), file: campaign.subject.fileName) }

    /// A forecast of it with what was doubtful about the file among its warnings.
    public func warned(_ forecast: Forecast) -> Forecast {
        var warned = forecast
        warned.warnings = warnings.map(\.message) + forecast.warnings
        return warned
    }

    /// The summary of a forecast of it.
    public func summary(_ forecast: Forecast) -> SummaryJSON {
        SummaryJSON(warned(forecast), resolved: read.resolvedEntries)
    }

    /// The file's `text` with the split that a search found added to it under a free name; nil where its splits are not found.
    public func text(_ text: String, withBestOf found: Optimisation) -> String? {
        var (name, number) = ("best", 2)
        while read.scenario.splits.contains(where: { $0.name == name }) {
            name = "best-\(number)"
            number += 1
        }
        let amounts = zip(found.lines, found.best.amounts).map { (line: $0, amount: $1) }
        return read.text(text, addingSplit: name, amounts: amounts)
    }
}

// MARK: - Reading

extension LoadedScenario {
    /// A scenario and the files that it was read from, before it is prepared.
    struct Source {
        var read: ReadScenario
        var inputs: [String]
        var data: [(file: String, checksum: String)]

        /// Reads a scenario; the paths in it are relative to its own.
        init(_ request: Request, from files: FileReader) throws {
            let bytes = try files.bytes(request.file, atMost: Limits.scenarioBytes)
            let directory = request.file.lastIndex(of: "/").map { String(request.file[...$0]) } ?? ""
            var inputs = [request.file]
            var data: [(file: String, checksum: String)] = []
            let reader = ScenarioReader(readData: { name in
                let path = name.hasPrefix("/") ? name : directory + name
                inputs.append(path)
                let bytes = try files.bytes(path, atMost: Limits.dataBytes)
                if !data.contains(where: { $0.file == name }) { data.append((name, StableHash.hexadecimal(bytes))) }
                return bytes
            })
            read = try reader.read(bytes: bytes, file: request.file, overrides: request.overrides)
            self.inputs = inputs
            self.data = data
        }
    }
}

extension ReadScenario {
    /// What stands against simulating it, at the places where it says so, after its warnings.
    func errors(_ problems: [PreparationProblem]) -> ScenarioErrors {
        ScenarioErrors(
            problems: warnings
                + problems.map { found in
                    let place =
                        found.isOfCorrelations ? correlationLocation : found.path.map { location(of: $0) } ?? start
                    return problem(found.message, at: place, severity: .error)
                })
    }

    /// What was found of lines that seldom hire anybody, at the splits that pay them.
    func warnings(_ found: [HireabilityWarning]) -> [ScenarioProblem] {
        found.map { problem($0.message, at: location(ofSplit: $0.split), severity: .warning) }
    }

    /// What was found of weeks that are too few, at the quantities because of which they are.
    func warnings(_ found: [CalendarWarning]) -> [ScenarioProblem] {
        found.map { warning in
            let place = isStated(warning.path) ? location(of: warning.path) : location(ofLine: warning.line)
            return problem(warning.message, at: place, severity: .warning)
        }
    }
}
