// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignReports
internal import CampaignWorkbench
internal import Glibc
internal import Synchronization

/// The file of `--state`, which gives its trials to the threads of a run and takes all that the run has.
final class StateFile: Sendable {
    /// What the run goes on from.
    let state: RunState
    private let path: String
    /// What is written; nil where the file holds all trials that are asked for.
    private let output: Mutex<(file: AtomicFile, writer: StateWriter)>?

    /// Reads the state, where there is one, and begins the next one.
    init(_ path: String, of loaded: LoadedScenario, _ options: ForecastOptions) throws(Failure) {
        self.path = path
        let source = Files.exists(path) ? try StateSource.file(path) : nil
        do throws(StateError) { state = try Workbench.disk.state(source, of: loaded, options) } catch {
            throw .state(path, error)
        }
        guard state.trials < options.trials else {
            output = nil
            return
        }
        let writer = StateWriter(like: state)
        let file = try AtomicFile(path)
        file.write(writer.head)
        output = Mutex((file, writer))
    }

    /// Takes the record of a block; nil where none is needed.
    var onRecord: (@Sendable (_ bytes: [UInt8], _ trials: Int) -> Void)? {
        guard output != nil else { return nil }
        return { [self] record, trials in append(record, trials) }
    }

    private func append(_ record: [UInt8], _ trials: Int) {
        output?.withLock { output in
            let part = output.writer.part(record, trials: trials)
            output.file.write(part)
        }
    }

    /// Puts the new state in the place of the former one, if it holds more trials.
    func commit() throws {
        let result = output?.withLock { output -> Result<Int?, any Error> in
            guard output.writer.trials > state.trials else { return .success(nil) }
            output.file.write(output.writer.end)
            return Result {
                try output.file.commit()
                return output.writer.trials
            }
        }
        guard let trials = try result?.get(), Interruption.isRequested else { return }
        let count = Figure(exactly: Double(trials)).text(.count)
        Terminal.complain("\(path): holds the first \(count) trials; the same command goes on from them")
    }
}

extension StateSource {
    /// A file on the disk, which stays open as long as somebody may read of it.
    fileprivate static func file(_ path: String) throws(Failure) -> StateSource {
        let file = try OpenFile(path)
        return StateSource(count: file.size) { file.bytes(at: $0) }
    }
}
