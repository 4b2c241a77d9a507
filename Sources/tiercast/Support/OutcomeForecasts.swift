// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignScenarios

/// The rows of a table of outcomes as campaigns that can be forecast.
struct OutcomeForecasts {
    /// The scenario file of each row that has one.
    private(set) var files: [(name: String, text: String)] = []
    /// The campaigns that are forecast, with what is known of them.
    private(set) var campaigns: [(campaign: PreparedCampaign, outcome: KnownOutcome)] = []
    /// The rows that are not, with the reason.
    private(set) var notCompared: [(id: String, reason: String)] = []
    /// The files that the scenarios are read from besides their own: libraries of defaults, and data.
    private(set) var inputs: [String] = []

    /// Reads a table; what is wrong with it is printed.
    ///
    /// - Throws: the exit code of a bad input, once its problems are printed.
    static func table(_ file: String) throws -> OutcomeTable {
        do throws(ScenarioErrors) {
            return try OutcomeTable(bytes: try Self.bytes(file), file: file)
        } catch {
            for problem in error.problems { Terminal.complain(problem) }
            throw ExitCode.badInput
        }
    }

    private static func bytes(_ file: String) throws(ScenarioErrors) -> [UInt8] {
        do throws(Failure) { return try Files.read(file) } catch {
            let start = SourceLocation(file: file, line: 1, column: 1)
            throw ScenarioErrors(problems: [ScenarioProblem(severity: .error, location: start, message: error.message)])
        }
    }

    /// Writes and prepares the scenario of each row.
    ///
    /// - Parameters:
    ///   - table: the outcomes.
    ///   - defaults: what each scenario says under `defaults:`.
    ///   - overrides: what is replaced in each scenario.
    /// - Throws: the exit code of a bad input, once the problems of the first scenario that has some are printed.
    init(_ table: OutcomeTable, defaults: String, overrides: [Override]) throws {
        for (row, name) in zip(table.rows, OutcomeScenario.fileNames(table.rows)) {
            let scenario = OutcomeScenario(row, defaults: defaults)
            if let scenario { files.append((name, scenario.text)) }
            guard row.obstacle == nil, let scenario else {
                notCompared.append((row.id, row.obstacle ?? "its deal cannot be written as a scenario"))
                continue
            }
            let read = try Self.read(scenario.text, name: name, overrides: overrides, noting: &inputs)
            let campaign = try StudyPreparation.of(name) { try PreparedCampaign(read.subject) }
            campaigns.append((campaign, KnownOutcome(row)))
        }
    }

    private static func read(
        _ text: String, name: String, overrides: [Override], noting inputs: inout [String]
    ) throws -> ReadScenario {
        var read: Set<String> = []
        defer { inputs += read.subtracting(inputs).sorted() }
        do throws(ScenarioErrors) {
            let reader = ScenarioReader(readData: { path in
                read.insert(path)
                return try Files.read(path, atMost: Files.dataLimit)
            })
            return try reader.read(bytes: Array(text.utf8), file: name, overrides: overrides)
        } catch {
            for problem in error.problems { Terminal.complain(problem) }
            throw ExitCode.badInput
        }
    }
}

extension KnownOutcome {
    /// What is known of a row.
    init(_ row: PublishedOutcome) {
        let figure = row.figure
        let remark: String? =
            switch figure?.basis {
            case .middle: "the geometric middle of the interval given"
            case .ratio: figure?.metric == .cpa ? "budget over orders" : "revenue over budget"
            case .stated, nil: nil
            }
        self.init(
            id: row.id,
            traits: [
                .tier: row.tier?.rawValue ?? "mixed", .platform: row.platform.rawValue, .deal: row.deal.rawValue,
                .grade: row.grade?.rawValue ?? "none",
            ], metric: figure?.metric, value: figure?.value ?? .nan,
            countsTracked: row.counts == .tracked, remark: remark,
            chances: row.chances, isSelected: row.isSelected, isPaidByResult: row.deal == .revenueShare)
    }
}
