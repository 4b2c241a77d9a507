// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignStore
internal import CampaignWorkbench
internal import Glibc

/// Why the command stops.
enum Failure: Error, Equatable, CustomStringConvertible {
    // What is read.
    case unreadable(String, FileTrouble)
    case notJSON(String, name: String)
    case notASummary(String)
    case database(String, StoreError)
    case state(String, StateError)
    case frozen(String, FrozenError)
    case scored(String, in: String, on: String)
    case noSplitNamed(String, known: [String])
    case otherCurrency(String, forecast: String, results: String)
    case historyCurrency(String, history: String, forecast: String)
    case nothingForecast(String)

    // What is asked of what is read.
    case workbench(WorkbenchError)
    case argument(String, ArgumentTrouble)
    case noResults(String)
    case calibration(String, CalibrationError)

    // What is written.
    case unwritable(String, FileTrouble)
    case isRead(String, as: String)
    case isNamedTwice(String)
    case isFolder(String, of: String)
    case splitsNotFound(String, of: String)
    case noPlaceForLearned(String)
    case renderer(String, said: String)
    case noRenderer(option: String)
}

/// What is the matter with a file.
enum FileTrouble: Equatable {
    case system(Int32)
    case isDirectory
    case isNoDirectory
    case isNotRegular
    case isLink
    case isTooLarge(bytes: Int64?, most: Int)
    case exists
    case existsUnforced
    case hasNoPlaceBeside
    case isLeft
}

/// What is the matter with a text on the command line.
enum ArgumentTrouble: Equatable {
    case notABound
    case noLine(String, known: [String])
    case reversedEnds
    case notAShare(String)
    case notACertainty
    case notARequirement
    case notAGoal(ScenarioError)
    case noMetric(Metric, known: [Metric])
}

// MARK: - Exit codes

extension Failure {
    /// The exit code.
    var code: ExitCode {
        switch self {
        case .unreadable, .notJSON, .notASummary, .state, .frozen, .scored, .noSplitNamed, .otherCurrency,
            .nothingForecast, .historyCurrency, .workbench, .argument, .noResults, .calibration:
            .badInput
        case .database(_, let error): error.isUnfit ? .badInput : .outputFailed
        case .unwritable, .isRead, .isNamedTwice, .isFolder, .splitsNotFound, .noPlaceForLearned, .renderer:
            .outputFailed
        case .noRenderer: .unavailable
        }
    }
}

extension ExitCode {
    /// A scenario or input file that is wrong or cannot be read.
    static let badInput = ExitCode(2)
    /// An output that cannot be written (`EX_IOERR`).
    static let outputFailed = ExitCode(74)
    /// Something that the command needs is not installed (`EX_UNAVAILABLE`).
    static let unavailable = ExitCode(69)
    /// Asked to end: 128 and the number of the signal, 130 for Ctrl-C.
    static var interrupted: ExitCode { ExitCode(128 + (Interruption.isRequested ? Interruption.signal : SIGINT)) }
}

// MARK: - In words

extension Failure {
    /// The same, as what cannot be read is told beside the place that names it.
    var description: String { message }

    /// What is printed after the command's name.
    var message: String {
        switch self {
        case .unreadable(let path, let trouble), .unwritable(let path, let trouble): "\(path): \(trouble.message)"
        case .notJSON(let file, let name): "\(file): is not JSON; name a \(name) that 'tiercast run --output' wrote"
        case .notASummary(let file):
            "\(file): is not a summary of the layout \(SummaryJSON.schema); 'tiercast run --output' writes one"
        case .database(let path, let error): "\(path): \(error.message)"
        case .state(let path, let error): "\(path): \(error.message)"
        case .frozen(let path, let error): "\(path): \(error.message)"
        case .scored(let path, let history, let date):
            "\(path): was scored on \(date) already, in \(history); a forecast is graded once, and its entry stays as it is"
        case .noSplitNamed(let path, let known):
            "\(path): holds the splits \(known.joined(separator: ", ")); name the one that was run with --split"
        case .otherCurrency(let path, let forecast, let results):
            "\(path): is a forecast in \(forecast), and the results are in \(results)"
        case .historyCurrency(let path, let history, let forecast):
            "\(path): is a list in \(history), and the forecast is in \(forecast); keep a list of its own for each currency"
        case .nothingForecast(let path): "\(path): forecasts none of the figures that the results tell"
        case .workbench(let error): error.message
        case .argument(let text, let trouble): "'\(text)': \(trouble.message)"
        case .isRead(let output, let input): "\(output): is \(input), which is read, and is not overwritten"
        case .isNamedTwice(let output): "\(output): is named for two outputs; choose another name for one"
        case .isFolder(let file, let inside):
            "\(file): cannot be a file, since \(inside) is to be in it; choose another name for one"
        case .splitsNotFound(let path, let file):
            "\(path): the splits of \(file) cannot be found in its text; add the best one by hand"
        case .noResults(let path):
            "\(path): is no results file; 'tiercast import \(path) --output results.csv' makes one of exports and sheets"
        case .calibration(let file, let error): "\(file): \(error.message)"
        case .noPlaceForLearned(let file):
            "\(file): what was learnt cannot be added at the end of this text; write the scenario as a block of keys, without '---' or '...' "
                + "after it"
        case .renderer(let path, let said): "\(path): \(said)"
        case .noRenderer(let option): "\(option): \(ChartRuntime.advice)"
        }
    }

    static func list(_ metrics: [Metric]) -> String { metrics.map(\.rawValue).joined(separator: ", ") }
}

extension FileTrouble {
    var message: String {
        switch self {
        case .system(let number): Files.reason(number)
        case .isDirectory: "is a directory; name a scenario file in it"
        case .isNoDirectory: "is not a directory"
        case .isNotRegular: "is not a regular file"
        case .isLink: "is a link; name the file itself"
        case .isTooLarge(let bytes?, let most): "has \(bytes) bytes; such a file may have \(most)"
        case .isTooLarge(nil, let most): "has more than \(most) bytes"
        case .exists: "exists already and is not overwritten; choose another name"
        case .existsUnforced: "exists already and is not overwritten; choose another name, or --force"
        case .hasNoPlaceBeside: "has no place beside it"
        case .isLeft: "is left of a former database; remove it first"
        }
    }
}

extension ArgumentTrouble {
    var message: String {
        switch self {
        case .notABound: "a bound is LINE=20%..60% or LINE=30%"
        case .noLine(let name, let known):
            "there is no line '\(name)'; the lines are \(known.joined(separator: ", "))"
        case .reversedEnds: "the lower end lies above the upper one"
        case .notAShare(let text): "'\(text)' is not a share from 0% to 100%"
        case .notACertainty: "a certainty lies between 0% and 100%, such as 80% or 0.8"
        case .notARequirement: "a requirement is 'cpa <= 45 in 80%'"
        case .notAGoal(let error): error.description
        case .noMetric(let metric, let known):
            "this scenario has no '\(metric.rawValue)'; it has \(Failure.list(known))"
        }
    }
}
