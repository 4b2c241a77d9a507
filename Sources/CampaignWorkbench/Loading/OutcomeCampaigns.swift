// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignScenarios

/// The rows of a table of outcomes as campaigns that can be forecast.
public struct OutcomeCampaigns: Sendable {
    /// The scenario file of each row that has one.
    public private(set) var files: [(name: String, text: String)] = []
    /// The campaigns that are forecast, with what is known of them.
    public private(set) var campaigns: [(campaign: PreparedCampaign, outcome: KnownOutcome)] = []
    /// The rows that are not, with the reason.
    public private(set) var notCompared: [(id: String, reason: String)] = []
    /// The files that the scenarios are read from besides their own: libraries of defaults, and data.
    public private(set) var inputs: [String] = []

    /// Writes and prepares the scenario of each row.
    ///
    /// - Parameters:
    ///   - table: the outcomes.
    ///   - defaults: what each scenario says under `defaults:`.
    ///   - overrides: what is replaced in each scenario.
    ///   - reader: supplies libraries and data.
    /// - Throws: the problems of the first scenario that has some.
    public init(_ table: OutcomeTable, defaults: String, overrides: [Override], reading reader: FileReader) throws {
        for (row, name) in zip(table.rows, OutcomeScenario.fileNames(table.rows)) {
            let scenario = OutcomeScenario(row, defaults: defaults)
            if let scenario { files.append((name, scenario.text)) }
            guard row.obstacle == nil, let scenario else {
                notCompared.append((row.id, row.obstacle ?? "its deal cannot be written as a scenario"))
                continue
            }
            var seen: Set<String> = []
            defer { inputs += seen.subtracting(inputs).sorted() }
            let read = try ScenarioReader(readData: { path in
                seen.insert(path)
                return try reader.bytes(path, atMost: Limits.dataBytes)
            }).read(bytes: Array(scenario.text.utf8), file: name, overrides: overrides)
            do throws(CampaignError) {
                campaigns.append((try PreparedCampaign(read.subject), KnownOutcome(row)))
            } catch {
                throw WorkbenchError.campaign(error, file: name, currency: read.scenario.currency)
            }
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
