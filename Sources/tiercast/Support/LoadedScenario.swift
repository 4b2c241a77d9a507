// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

/// A scenario file that was read and can be simulated.
struct LoadedScenario {
    /// What the file says.
    let read: ReadScenario
    /// The campaign, ready to be simulated.
    let campaign: PreparedCampaign
    /// The files it was read from: the scenario, then its data.
    let inputs: [String]
    /// What its author should know.
    let warnings: [ScenarioProblem]

    /// Reads, checks and prepares a file; all that is wrong with it is thrown at once.
    ///
    /// - Parameter splits: the splits to keep; all where it is empty.
    init(file: String, overrides: [Override], splits: [String] = []) throws {
        let bytes = try Files.read(file)
        let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        var inputs = [file]
        let reader = ScenarioReader(readData: { name in
            let path = name.hasPrefix("/") ? name : directory + name
            inputs.append(path)
            do throws(Failure) { return try Files.read(path, atMost: Files.dataLimit) } catch {
                throw DataFailure(message: error.message)
            }
        })
        let read = try reader.read(bytes: bytes, file: file, overrides: overrides)
        var subject = read.subject
        for name in splits where !subject.scenario.splits.contains(where: { $0.name == name }) {
            throw Failure.noSplit(name, file: file, known: subject.scenario.splits.map(\.name))
        }
        if !splits.isEmpty { subject.scenario.splits.removeAll { !splits.contains($0.name) } }
        self.read = read
        self.inputs = inputs
        do throws(CampaignError) {
            campaign = try PreparedCampaign(subject)
        } catch {
            guard case .unprepared(let found) = error else { throw Failure.campaign(file, error) }
            let start = SourceLocation(file: file, line: 1, column: 1)
            let problems = found.map { problem in
                let place =
                    problem.isOfCorrelations
                    ? read.correlationLocation : problem.path.map { read.location(of: $0) } ?? start
                return read.problem(problem.message, at: place, severity: .error)
            }
            throw ScenarioErrors(problems: read.warnings + problems)
        }
        let pilots = try ProgressBar.during(FileName.stem(file)) { [campaign] in
            try campaign.hireabilityWarnings(in: $0)
        }
        warnings =
            read.warnings
            + pilots.map { warning in
                read.problem(warning.message, at: read.location(ofSplit: warning.split), severity: .warning)
            }
            + campaign.calendarWarnings.map { warning in
                let place =
                    read.isStated(warning.path) ? read.location(of: warning.path) : read.location(ofLine: warning.line)
                return read.problem(warning.message, at: place, severity: .warning)
            }
        if Interruption.isRequested { throw ExitCode.interrupted }
    }

    /// What the rules of the linter that imagine no campaigns say of the file, in a line.
    func lint(of file: String) -> LintLine { LintLine(campaign.lint(unused: read.unused), file: FileName.last(file)) }

    /// Reads a file and prints what its author should know, or all that is wrong with it.
    ///
    /// - Throws: the exit code of a bad scenario, once its problems are printed.
    static func reported(_ file: String, overrides: [Override], splits: [String] = []) throws -> LoadedScenario {
        do {
            let scenario = try LoadedScenario(file: file, overrides: overrides, splits: splits)
            for warning in scenario.warnings { Terminal.complain(warning) }
            return scenario
        } catch let errors as ScenarioErrors {
            for problem in errors.problems { Terminal.complain(problem) }
            throw ExitCode.badInput
        } catch let failure as Failure where failure.code == .badInput {
            Terminal.complain("tiercast: " + LegibleText.clean(failure.message))
            throw ExitCode.badInput
        }
    }

    /// Reads files and reports the problems of all of them.
    ///
    /// - Throws: the exit code of a bad scenario where one is.
    static func reported(
        _ files: [String], overrides: [Override], splits: [String] = []
    ) throws -> [LoadedScenario] {
        Interruption.listen()
        var scenarios: [LoadedScenario] = []
        for file in files {
            do {
                scenarios.append(try reported(file, overrides: overrides, splits: splits))
            } catch let code as ExitCode where code == .badInput {
                // Said already; the other files are read all the same.
                continue
            }
        }
        guard scenarios.count == files.count else { throw ExitCode.badInput }
        return scenarios
    }

    /// Why a data file cannot be read.
    private struct DataFailure: Error, CustomStringConvertible {
        let message: String
        var description: String { message }
    }
}
