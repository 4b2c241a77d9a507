// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignResults
internal import CampaignScenarios
internal import CampaignText
internal import CampaignWorkbench

/// Learns from results what a scenario's uncertain quantities are.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Learn from results what a scenario leaves open, and write it into a copy of the file.",
        discussion: """
            Takes results files that 'tiercast import --output' wrote. Says first whether the results were foreseeable, then what is known \
            now, and what became of each row. docs/calibrate.md says how.

            A creator belongs to the line whose platform and followers fit; who fits none, or several that differ, is named and left out, \
            unless --line says which.

            Exit codes: 0 done, 2 for a bad scenario or results that nothing can be learnt from, 64 for a wrong command line, 74 where an \
            output cannot be written, 130 after Ctrl-C.
            """)

    @Option(
        help: ArgumentHelp(
            "Write a copy of the scenario with what was learnt; no file is overwritten.", valueName: "file"))
    var output: String?

    @Option(
        name: .customLong("line"),
        help: ArgumentHelp(
            "The line of all creators, such as nano, or of one, by the hash in the results, such as 9f2c4e1a0b3d5f60=nano; repeatable.",
            valueName: "line"))
    var lines: [String] = []

    @Option(
        help: ArgumentHelp(
            "How much of what is open about 'offer' belongs to one campaign's season and is another in the next; 30% unless the file says.",
            valueName: "share"))
    var season: String?

    @Flag(help: "Keep what was learnt although the assumptions could not foresee the results.")
    var acceptUnforeseen = false

    @Option(help: "The seed of the random streams.")
    var seed: UInt64 = 1

    @OptionGroup var threading: ThreadOptions

    @OptionGroup var format: FormatOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "scenario"))
    var file: String

    @Argument(help: ArgumentHelp("Results files.", valueName: "results"))
    var results: [String]

    func validate() throws {
        _ = try named()
        _ = try seasonShare()
    }

    private func named() throws -> [String: String] {
        var named: [String: String] = [:]
        for text in lines {
            let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard parts.count <= 2, !parts.contains("") else {
                throw ValidationError("--line takes LINE or CREATOR=LINE, and '\(text)' is neither")
            }
            let creator = parts.count == 2 ? parts[0] : Calibrator.everybody
            if let before = named[creator], before != parts[parts.count - 1] {
                throw ValidationError("--line gives the same creators to \(before) and \(parts[parts.count - 1])")
            }
            named[creator] = parts[parts.count - 1]
        }
        return named
    }

    private func seasonShare() throws -> Double? {
        guard let season else { return nil }
        let digits = season.hasSuffix("%") ? season.dropLast() : season[...]
        guard let value = Double(digits), case let share = season.hasSuffix("%") ? value / 100 : value, share >= 0,
            share < 1
        else { throw ValidationError("--season takes a share from 0% to below 100%, such as 30%") }
        return share
    }
}

// MARK: - Running

extension CalibrateCommand {
    func run() throws {
        guard let loaded = try Workbench.disk.load([file], overrides: []).first else { throw ExitCode.badInput }
        try OutputPlaces.refuse([output].compactMap { $0 }, over: loaded.inputs + results)
        if let output, Files.exists(output) { throw Failure.unwritable(output, .exists) }
        let calibration: Calibration
        do { calibration = try calibrate(loaded) } catch let error as CalibrationError {
            throw Failure.calibration(file, error)
        }
        let report = CalibrationReport(calibration, acceptsUnforeseen: acceptUnforeseen, output: output)
        let copy = report.isKept ? try copy(calibration) : nil
        try format.print(
            PrintableResult(page: CalibrationTable(report).page, document: CalibrationJSON(report).document))
        guard let copy else { throw ExitCode.badInput }
        if let output { try AtomicFile.write(copy, to: output) }
    }

    private func calibrate(_ loaded: LoadedScenario) throws -> Calibration {
        var fold = ResultFold(currency: loaded.campaign.scenario.currency)
        try ProgressBar.cancellable {
            for result in results { try read(result, into: &fold) }
        }
        let calibrator = try Calibrator(
            loaded.campaign.subject, seed: seed, season: try seasonShare(), named: try named(),
            threads: threading.count)
        return try ProgressBar.during("calibrate") { try calibrator.calibrate(fold, in: $0) }
    }

    private func read(_ path: String, into fold: inout ResultFold) throws {
        fold.beginFile()
        guard try ResultReader.isResultFile(.file(path)) else { throw Failure.noResults(path) }
        try Workbench.reportingResults {
            try ResultReader.forEach(.file(path)) { row, _ in fold.add(row) }
        }
    }

    /// The bytes of the copy; a file that does not read back as what was learnt is not written.
    private func copy(_ calibration: Calibration) throws -> [UInt8] {
        let text = String(decoding: try Files.read(file), as: UTF8.self)
        guard let learned = calibration.learned else { return Array(text.utf8) }
        let copy = Array(LearnedText.text(text, learning: learned).utf8)
        let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let read = try Workbench.reporting {
            try ScenarioReader(readData: {
                try Files.read($0.hasPrefix("/") ? $0 : directory + $0, atMost: Limits.dataBytes)
            })
            .read(bytes: copy, file: output ?? file)
        }
        guard read.scenario.learned == learned else { throw Failure.noPlaceForLearned(file) }
        return copy
    }
}
