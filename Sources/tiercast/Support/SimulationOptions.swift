// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignScenarios
internal import CampaignWorkbench

/// The options of every command that simulates.
struct SimulationOptions: ParsableArguments {
    @Option(help: "Imagined campaigns, such as 5000, 10k or 2M; 10k unless the command says otherwise.")
    var trials: TrialCount?

    @Option(help: "The seed of the random streams.")
    var seed: UInt64 = 1

    @OptionGroup var threading: ThreadOptions

    @Option(name: .customLong("split"), help: ArgumentHelp("Only this split; repeatable.", valueName: "name"))
    var splits: [String] = []

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Replace a quantity, such as product.order_value='40 to 60'; repeatable.",
            valueName: "path=value"))
    var overrides: [String] = []

    /// The options of the simulation itself.
    ///
    /// - Parameter usualTrials: the trials where the command line does not say.
    func forecastOptions(usualTrials: Int = 10_000) -> ForecastOptions {
        ForecastOptions(
            trials: trials?.value ?? usualTrials, seed: seed, threads: threading.count)
    }

    /// The options of a simulation of so many trials, or of as many as these say.
    func forecastOptions(exactly trials: Int?) -> ForecastOptions {
        var options = forecastOptions()
        if let trials { options.trials = trials }
        return options
    }

    /// The options of an analysis.
    ///
    /// - Throws: where it takes fewer trials.
    func options(for analysis: Analysis, usualTrials: Int = 10_000) throws -> ForecastOptions {
        let options = forecastOptions(usualTrials: usualTrials)
        do throws(WorkbenchError) { try analysis.check(trials: options.trials) } catch {
            let keeps =
                switch analysis {
                case .comparison: "a comparison keeps every value; --trials takes at most 1M"
                case .optimisation: "a search keeps every value of every step; --trials takes at most 50k"
                case .forecast, .sensitivity, .stress, .claims, .backtest, .lint, .pilots, .freeze:
                    "this command keeps every value; --trials takes at most \(analysis.mostTrials)"
                }
            throw ValidationError(keeps)
        }
        return options
    }

    /// Reads one file.
    func load(_ file: String) throws -> LoadedScenario {
        guard let loaded = try load([file]).first else { throw ExitCode.badInput }
        return loaded
    }

    /// Reads all files before the first one is simulated, and reports the problems of all of them.
    func load(_ files: [String]) throws -> [LoadedScenario] {
        let loaded = try Workbench.disk.load(
            files, overrides: try OverrideParsing.parse(overrides), splits: splits)
        for (file, scenario) in zip(files, loaded) where !scenario.read.namesDefaults {
            Terminal.complain(
                "\(file): names no library of defaults, so 'evidence' stands in for what it leaves out; "
                    + "'defaults: article' takes the article's figures, as files without the key once did")
        }
        return loaded
    }
}
