// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
internal import CampaignReports
public import CampaignResults
internal import CampaignScenarios
package import CampaignText
internal import CampaignWorkbench

/// Turns exports of platforms and planners' sheets into one results file.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turn exports of platforms and sheets of your own into one results file, an order a row.",
        discussion: """
            Takes exports as they are: the platform is known by the header, and what a file leaves open, such as whether 03/04 is in \
            April, is asked for once, by the option that settles it. docs/import.md says what is read, merged, dropped and doubted.

            Names, mail and IP addresses stay out of the results. Creators and posts become hashes, and a file that only you can \
            read, creators.keys beside the results or where --keys says, leads back from them.

            Exit codes: 0 done, 2 for files with problems, 64 for a wrong command line, 74 where an output cannot be written, 130 after \
            Ctrl-C.
            """)

    @Option(help: ArgumentHelp("Write the results here; a file that exists needs --force.", valueName: "file"))
    var output: String?

    @Flag(help: "Write over a results file that exists.")
    var force = false

    @Option(
        help: ArgumentHelp(
            "The file that leads from hashes back to names; made where there is none, creators.keys beside the results unless said.",
            valueName: "file"))
    var keys: String?

    @Option(
        help: ArgumentHelp(
            "What files are whose header does not show it: \(ExportKind.all.map(\.name).joined(separator: ", ")).",
            valueName: "name"))
    var platform: String?

    @Option(
        help: ArgumentHelp(
            "What columns are called: 'order=Bestellnr, creator=Name'. Known are \(ImportField.allCases.map(\.name).joined(separator: ", ")).",
            valueName: "names"))
    var columns: String?

    @Option(
        help: ArgumentHelp(
            "What states are called: 'geliefert=approved, storniert=refunded'; else pending and declined.",
            valueName: "names"))
    var states: String?

    @Option(help: ArgumentHelp("What comes first in dates that leave it open: day or month.", valueName: "part"))
    var dateOrder: DateOrder?

    @Option(help: ArgumentHelp("The decimal mark of numbers that leave it open: comma or point.", valueName: "mark"))
    var decimal: DecimalMark?

    @Option(help: ArgumentHelp("The currency of money that names none.", valueName: "code"))
    var currency: String?

    @Option(
        help: ArgumentHelp(
            "The clock by which days are told, such as +02:00, where times say theirs; else days stay as written.",
            valueName: "zone"))
    var timeZone: String?

    @Option(help: ArgumentHelp("What engagement rates are a share of: followers, reach or views.", valueName: "base"))
    var engagementBase: ImportOptions.EngagementBase?

    @Flag(help: "Money stands in cents.")
    var cents = false

    @Flag(help: "Print an empty sheet of results to fill in by hand; with --output it is written.")
    var template = false

    @OptionGroup var format: FormatOptions

    @Argument(help: ArgumentHelp("Exports and sheets.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if template, !files.isEmpty { throw ValidationError("--template takes no files") }
        if !template, files.isEmpty { throw ValidationError("import takes at least one file, or --template") }
        if keys != nil, output == nil {
            throw ValidationError("--keys needs --output: without results nothing is hashed")
        }
        _ = try options()
    }

    private func options() throws -> ImportOptions {
        var options = ImportOptions()
        (options.dates, options.decimal, options.engagementBase) = (dateOrder, decimal, engagementBase)
        options.isInCents = cents
        do {
            if let platform { try options.name(platform: platform) }
            if let columns { try options.name(columns: columns) }
            if let states { try options.name(states: states) }
            if let currency { try options.name(currency: currency) }
            if let timeZone { try options.name(zone: timeZone) }
        } catch { throw ValidationError(error.message) }
        return options
    }
}

// MARK: - Running

extension ImportCommand {
    func run() throws {
        if template { return try writeTemplate() }
        let keyFile = output.map { keys ?? Self.folder($0) + "creators.keys" }
        try OutputPlaces.refuse([output, keyFile].compactMap { $0 }, over: files)
        if let output, !force, Files.exists(output) { throw Failure.unwritable(output, .existsUnforced) }
        Interruption.listen()
        let imported = try ProgressBar.cancellable { try Workbench.reportingResults { try read() } }
        var named: (file: String, names: Int)?
        if let output, let keyFile { named = try write(imported, to: output, keys: keyFile) }
        let report = ImportReport(imported.account, output: output, keys: named)
        try format.print(PrintableResult(page: ImportTable(report).page, document: ImportJSON(report).document))
    }

    private func read() throws -> ImportedResults {
        let importer = Importer(try options())
        var isComplete = true
        for file in files {
            do { try importer.add(.file(file)) } catch let failure as Failure {
                // The other files are read all the same.
                Terminal.complain("tiercast: " + LegibleText.clean(failure.message))
                isComplete = false
            }
        }
        let results = try importer.results()
        guard isComplete else { throw ExitCode.badInput }
        return results
    }

    /// Writes the results and the file of names, both or none.
    private func write(
        _ imported: ImportedResults, to output: String, keys path: String
    ) throws -> (file: String, names: Int)? {
        var keys = try Workbench.reportingResults { try Self.keys(path) }
        let file = try AtomicFile(output)
        var text = Array(ResultText.header.utf8)
        imported.forEach(keys: &keys) { row in
            ResultText.append(row, to: &text)
            guard text.count > 1 << 16 else { return }
            file.write(text)
            text.removeAll(keepingCapacity: true)
        }
        file.write(text)
        guard !Interruption.isRequested else { throw ExitCode.interrupted }
        if keys.count > 0, keys.isChanged {
            let keyFile = try AtomicFile(path, mode: 0o600)
            keyFile.write(keys.bytes)
            try keyFile.commit()
        }
        try file.commit()
        return keys.count > 0 ? (path, keys.count) : nil
    }

    private static func keys(_ path: String) throws -> CreatorKeys {
        guard Files.exists(path) else {
            var generator = SystemRandomNumberGenerator()
            return CreatorKeys(key: (0..<CreatorKeys.keySize).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        return try CreatorKeys(file: try Files.read(path, atMost: 1 << 30), name: path)
    }

    private func writeTemplate() throws {
        guard let output else { return try Terminal.print(ResultText.template) }
        guard force || !Files.exists(output) else { throw Failure.unwritable(output, .existsUnforced) }
        try AtomicFile.write(Array(ResultText.template.utf8), to: output)
        try Terminal.say("\(output): written; fill it in, then 'tiercast import \(output) --output results.csv'")
    }

    private static func folder(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
}

extension DateOrder: ExpressibleByArgument {}
extension DecimalMark: ExpressibleByArgument {}
extension ImportOptions.EngagementBase: ExpressibleByArgument {}
