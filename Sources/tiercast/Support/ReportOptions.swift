// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignText

/// The options of a command that prints one result as tables or JSON and may write it to a folder.
struct ReportOptions: ParsableArguments {
    @OptionGroup var format: FormatOptions

    @Option(help: ArgumentHelp("Write the JSON, named after the command, here.", valueName: "folder"))
    var output: String?

    /// Runs `work`, whose result is printed and written; the folder is made first, so that one that cannot be made stops a
    /// long run before it begins, and is taken away again where nothing is written.
    ///
    /// - Parameters:
    ///   - file: the name of the JSON in the folder.
    ///   - inputs: the files that are read, none of which is written over.
    ///   - others: other files that the command will write.
    ///   - work: makes the result.
    func report(
        as file: String, over inputs: [String], besides others: [String] = [],
        work: () throws -> PrintableResult
    ) throws {
        let place = output.map { "\($0)/\(file)" }
        try OutputPlaces.refuse(others + [place].compactMap { $0 }, over: inputs)
        let made = try output.map { try Files.makeDirectory($0) } ?? []
        defer { Files.removeEmpty(made) }
        Interruption.listen()
        let result = try work()
        try format.print(result)
        if let place { try AtomicFile.write(Array(result.document.encoded().utf8), to: place) }
    }
}

extension ProgressBar {
    /// The result of `work`, under a bar that goes away at its end.
    ///
    /// - Throws: the exit code of Ctrl-C where `work` was cancelled.
    static func during<Result>(_ label: String, _ work: (_ context: RunContext) throws -> Result) throws -> Result {
        let bars = ProgressBars()
        defer { bars.clear() }
        return try cancellable { try work(bars.next(label)) }
    }

    /// The result of `work`.
    ///
    /// - Throws: the exit code of Ctrl-C where `work` was cancelled.
    static func cancellable<Result>(_ work: () throws -> Result) throws -> Result {
        do { return try work() } catch is CancellationError { throw ExitCode.interrupted }
    }
}

/// Bars one after the other.
final class ProgressBars {
    private var bar: ProgressBar?

    /// The context of a run that is shown as the next bar and ended by Ctrl-C.
    func next(_ label: String) -> RunContext {
        clear()
        let bar = ProgressBar(label: label, isShown: Terminal.showsProgress)
        self.bar = bar
        return RunContext(
            progress: { bar.update(done: $0, total: $1) }, isCancelled: { Interruption.isRequested })
    }

    /// Takes the last one away.
    func clear() { bar?.clear() }
}
