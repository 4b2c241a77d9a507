// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import Synchronization

/// The file of `--trial-data`, which takes blocks from the threads of a run.
final class TrialFile: Sendable {
    private let file: Mutex<AtomicFile>
    private let table: TrialCSV

    /// Begins the file.
    init(_ file: sending AtomicFile, of scenario: Scenario) {
        table = TrialCSV(scenario)
        file.write(table.header())
        self.file = Mutex(file)
    }

    /// Writes the rows of a block.
    func append(_ block: OutcomeBlock) {
        let rows = table.rows(block)
        file.withLock { $0.write(rows) }
    }

    /// Puts the file in its place.
    func commit() throws {
        let result = file.withLock { file in Result { try file.commit() } }
        try result.get()
    }
}
