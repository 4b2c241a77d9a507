// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

/// Shows the libraries that stand in for what scenarios leave out.
struct DefaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "defaults",
        abstract: "List, print or compare the libraries that stand in for what a scenario leaves out.",
        discussion: """
            Without a name the built-in libraries are listed; with one it is printed as it is written; with several their figures stand \
            beside each other. A file of your own is checked and compared with the library that it is layered over.

            Exit codes: 0 done, 2 for a library that cannot be read, 64 for a wrong command line, 74 where standard output cannot be \
            written.
            """)

    @OptionGroup var format: FormatOptions

    @Argument(help: ArgumentHelp("Names of built-in libraries, or files.", valueName: "library"))
    var libraries: [String] = []

    func run() throws {
        let known = BuiltInLibrary.allCases.map(\.rawValue)
        for name in libraries where !known.contains(name) && !name.contains(where: { $0 == "." || $0 == "/" }) {
            throw ValidationError(
                "'\(name)' is no library; there are \(known.joined(separator: ", ")), or name a file such as our-benchmarks.yaml"
            )
        }
        var contents = libraries.isEmpty ? BuiltInLibrary.allCases.map(LibraryReader().contents) : try read(libraries)
        let single = libraries.count == 1 ? BuiltInLibrary(rawValue: libraries[0]) : nil
        if contents.count == 1, let base = contents[0].base.flatMap(BuiltInLibrary.init(rawValue:)) {
            contents.append(LibraryReader().contents(base))
        }
        let table = LibraryTable(contents)
        let page =
            libraries.isEmpty ? table.list : single.map { LibraryTable.listing($0.text) } ?? table.comparison
        try format.print(PrintableResult(page: page, document: table.document, csv: table.csv))
    }

    private func read(_ names: [String]) throws -> [LibraryContents] {
        do {
            return try names.map { name in
                try LibraryReader(readData: { try Files.read($0) }).contents(named: name)
            }
        } catch let errors as ScenarioErrors {
            for problem in errors.problems { Terminal.complain(problem) }
            throw ExitCode.badInput
        }
    }
}
