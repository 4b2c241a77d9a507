// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignResults
internal import CampaignScenarios
internal import CampaignText
internal import CampaignWorkbench

extension Workbench {
    /// The workbench of this program, which reads files from the disk.
    static let disk = Workbench(reading: FileReader { name, most in try Files.read(name, atMost: most) })

    /// What `work` finds; the problems of files are printed.
    ///
    /// - Throws: the exit code of a bad input, once its problems are printed.
    static func reporting<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let errors as ScenarioErrors {
            for problem in errors.problems { Terminal.complain(problem) }
            throw ExitCode.badInput
        }
    }

    /// What `work` finds in files of results; their problems are printed.
    static func reportingResults<Result>(_ work: () throws -> Result) throws -> Result {
        try reporting {
            do { return try work() } catch let errors as ResultErrors {
                throw ScenarioErrors(
                    problems: errors.problems.map { problem in
                        ScenarioProblem(
                            severity: .error,
                            location: SourceLocation(file: problem.file, line: problem.line, column: problem.column),
                            message: problem.message)
                    })
            }
        }
    }

    /// Reads a scenario under a bar.
    func load(_ file: String, overrides: [Override], splits: [String] = []) throws -> LoadedScenario {
        try ProgressBar.during(FileName.stem(file)) { context in
            do {
                return try load(LoadedScenario.Request(file: file, overrides: overrides, splits: splits), in: context)
            } catch let error as WorkbenchError {
                throw Failure.workbench(error)
            }
        }
    }

    /// Reads scenarios, prints what their authors should know, and reports the problems of all of them.
    ///
    /// - Throws: the exit code of a bad scenario where one is.
    func load(_ files: [String], overrides: [Override], splits: [String] = []) throws -> [LoadedScenario] {
        Interruption.listen()
        var scenarios: [LoadedScenario] = []
        for file in files {
            do {
                let loaded = try Self.reporting { try load(file, overrides: overrides, splits: splits) }
                for warning in loaded.warnings { Terminal.complain(warning) }
                scenarios.append(loaded)
            } catch let code as ExitCode where code == .badInput {
                // Said already; the other files are read all the same.
                continue
            } catch let failure as Failure where failure.code == .badInput {
                Terminal.complain("tiercast: " + LegibleText.clean(failure.message))
            }
        }
        guard scenarios.count == files.count else { throw ExitCode.badInput }
        return scenarios
    }
}

// MARK: - Reports

/// An analysis that a report can do without, as it is typed.
enum ReportAnalysis: String, CaseIterable, ExpressibleByArgument {
    case comparison, sensitivity, stress, optimisation, claims

    /// The analysis of this name, or of the command that does it by itself.
    init?(argument: String) {
        switch argument {
        case "compare": self = .comparison
        case "optimise": self = .optimisation
        default: self.init(rawValue: argument)
        }
    }

    /// What it is to a workbench.
    var analysis: Analysis? { Analysis(rawValue: rawValue) }
}

extension SimulationOptions {
    /// The report of a scenario, each analysis under a bar of its own; of so many trials, where it is not as many as the options say.
    func report(
        of loaded: LoadedScenario, trials: Int? = nil, without: Set<ReportAnalysis> = []
    ) throws -> CampaignReport {
        let options = forecastOptions(exactly: trials)
        let bars = ProgressBars()
        defer { bars.clear() }
        return try ProgressBar.cancellable {
            try Workbench.disk.report(
                of: loaded, options, without: Set(without.compactMap(\.analysis)),
                command: command(loaded.file, options, without: without), stage: { bars.next($0.rawValue) })
        }
    }

    /// What computes the report again.
    private func command(_ file: String, _ options: ForecastOptions, without: Set<ReportAnalysis>) -> String {
        let name = FileName.last(file)
        var words = ["tiercast", "report", name, "--output", FileName.stem(name) + ".html"]
        words += ["--trials", "\(options.trials)", "--seed", "\(seed)"]
        words += splits.flatMap { ["--split", $0] } + overrides.flatMap { ["--set", $0] }
        words += ReportAnalysis.allCases.filter(without.contains).flatMap { ["--without", $0.rawValue] }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// A word as a shell reads it.
    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,".contains($0)) }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
