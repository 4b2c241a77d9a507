// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignScenarios
internal import Glibc

/// A history of scores on the disk. While it is open nobody else of this program adds to a history in the same folder.
final class HistoryFile {
    /// Its path.
    let path: String
    /// What it holds.
    private(set) var bytes: [UInt8]
    private(set) var history: ScoreHistory
    private let folder: Int32

    /// Opens a history; one that is not there yet is empty.
    ///
    /// - Throws: the exit code of a bad input, once its problems are printed, where entries are not as they were written.
    init(_ path: String) throws {
        self.path = path
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Failure.unwritable(path, .system(errno)) }
        flock(folder, LOCK_EX)
        (bytes, history) = ([], ScoreHistory())
        if Files.exists(path) { (bytes, history) = try Self.read(path) }
    }

    deinit { if folder >= 0 { close(folder) } }

    /// Puts a campaign behind the others; one in another currency is refused.
    func add(_ campaign: CampaignScore) throws(Failure) {
        if let currency = history.currency, currency != campaign.currency {
            throw .historyCurrency(path, history: currency, forecast: campaign.currency)
        }
        bytes = ScoreHistoryFile.adding(campaign, to: bytes)
        history.campaigns.append(campaign)
    }

    /// Writes the history.
    func write() throws(Failure) { try AtomicFile.write(bytes, to: path) }

    /// What a history holds.
    static func read(_ path: String) throws -> (bytes: [UInt8], history: ScoreHistory) {
        let bytes = try Files.read(path, atMost: ScoreHistoryFile.mostBytes)
        do { return (bytes, try ScoreHistoryFile.read(bytes)) } catch {
            for problem in error.problems {
                let place = SourceLocation(file: path, line: problem.line, column: 1)
                Terminal.complain(ScenarioProblem(severity: .error, location: place, message: problem.message))
            }
            throw ExitCode.badInput
        }
    }
}
