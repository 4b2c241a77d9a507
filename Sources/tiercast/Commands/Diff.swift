// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports

/// Says what changed between two results.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what changed between two results: assumptions first, then outcomes.",
        discussion: """
            Takes two summary.json that 'tiercast run --output' wrote, or the folders that hold them. Where nothing changed it \
            says so.

            Exit codes: 0 done, whether or not something changed, 2 for a file that is no summary, 64 for a wrong command line, \
            74 where an output cannot be written.
            """)

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("The earlier result.", valueName: "before"))
    var before: String

    @Argument(help: ArgumentHelp("The later result.", valueName: "after"))
    var after: String

    private static let name = "summary.json"

    func run() throws {
        let documents = try [before, after].map { try StoredDocument.read($0, name: Self.name) }
        for (file, document) in zip([before, after], documents) where ResultDiff(from: document, to: document) == nil {
            throw Failure.notASummary(file)
        }
        guard let diff = ResultDiff(from: documents[0], to: documents[1]) else { throw ExitCode.badInput }
        try report.report(as: "diff.json", over: [before, after].map { StoredDocument.place($0, name: Self.name) }) {
            let table = DiffTable(diff, before: before, after: after)
            return PrintableResult(page: table.page, document: table.document)
        }
    }
}
