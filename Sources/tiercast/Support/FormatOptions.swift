// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import CampaignText

/// How a result is printed.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case table, markdown, csv, json
}

/// A result in every form in which it can be printed, each made when it is asked for.
struct PrintableResult {
    private let makePage: () -> Page
    private let makeDocument: () -> JSONValue
    private let makeCSV: () -> String?
    private let makeMarkdown: () -> String?

    init(
        page: @autoclosure @escaping () -> Page, document: @autoclosure @escaping () -> JSONValue,
        csv: @autoclosure @escaping () -> String? = nil, markdown: @autoclosure @escaping () -> String? = nil
    ) {
        (makePage, makeDocument, makeCSV, makeMarkdown) = (page, document, csv, markdown)
    }

    /// For readers.
    var page: Page { makePage() }
    /// For programs.
    var document: JSONValue { makeDocument() }
    /// As comma-separated values, where it has columns of its own; else each value of the document is a row.
    var csv: String? { makeCSV() }
    /// As Markdown, where it is laid out in another way than the page.
    var markdown: String? { makeMarkdown() }
}

/// The options of a command that prints one result.
struct FormatOptions: ParsableArguments {
    @Option(help: "How to print the result: table, markdown, csv or json.")
    var format: ReportFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(help: "Colours of the table: auto, always or never. NO_COLOR turns auto off.")
    var color: ColourChoice = .auto

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) ask for two things at once")
        }
    }

    /// How the result is printed.
    var chosen: ReportFormat { json ? .json : format ?? .table }

    /// Prints a result to standard output.
    func print(_ result: PrintableResult) throws(Failure) {
        switch chosen {
        case .table: try Terminal.print(result.page.text(width: Terminal.width, coloured: color.isColoured))
        case .markdown: try Terminal.print(result.markdown ?? result.page.markdown)
        case .csv: try Terminal.print(result.csv ?? result.document.csv)
        case .json: try Terminal.print(result.document.encoded())
        }
    }
}

/// Whether the table is coloured.
enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// Whether to colour standard output.
    var isColoured: Bool {
        switch self {
        case .auto: Terminal.takesColour
        case .always: true
        case .never: false
        }
    }
}
