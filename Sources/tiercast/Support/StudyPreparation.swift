// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting

/// What the commands that study one scenario have in common.
enum StudyPreparation {
    /// The study that `make` makes of a file, its refusals told as problems of the file.
    static func of<Study>(_ file: String, _ make: () throws -> Study) throws -> Study {
        do { return try make() } catch let error as CampaignError { throw Failure.campaign(file, error) }
    }
}

extension SimulationOptions {
    /// The options of a study that keeps every value.
    func studyOptions(usualTrials: Int = 10_000) throws -> ForecastOptions {
        let options = forecastOptions(usualTrials: usualTrials)
        let most = ForecastOptions.mostStudied
        guard options.trials <= most else {
            throw ValidationError("this command keeps every value; --trials takes at most \(most)")
        }
        return options
    }
}
