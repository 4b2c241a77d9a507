// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CampaignText

/// What libraries of defaults say: a list of them, or several beside each other.
public struct LibraryTable: Sendable {
    /// The libraries.
    public let libraries: [LibraryContents]

    /// A table of libraries.
    public init(_ libraries: [LibraryContents]) { self.libraries = libraries }

    /// The libraries with what they hold.
    public var list: Page {
        var page = Page()
        page.add(
            TextTable(
                title: "library",
                names: libraries.map { TextTable.RowName(text: Displayed.clean($0.name), look: .strong) },
                columns: [
                    TextTable.Column(title: "figures", cells: libraries.map { "\($0.figures.count)" }),
                    TextTable.Column(
                        title: "with a source",
                        cells: libraries.map { "\($0.figures.count { $0.provenance.source != nil })" }),
                ]))
        for library in libraries { page.note("\(Displayed.clean(library.name)): \(Displayed.clean(library.meaning))") }
        page.note(
            "A scenario names one as 'defaults: \(libraries.first?.name ?? "")'; 'tiercast defaults NAME' prints it, with two names "
                + "it compares them. A file of your own in the same language may stand above one.")
        return page
    }

    /// The figures in which the libraries differ, beside each other.
    public var comparison: Page {
        var page = Page()
        page.head(libraries.map { Displayed.clean($0.name) }.joined(separator: " against "))
        let paths = differing
        let differ = Figure(exactly: Double(paths.count)).text(.count)
        let (own, below) = (libraries[0], libraries.last ?? libraries[0])
        page.say(
            own.base == below.name && libraries.count == 2
                ? "\(Displayed.clean(own.name)) states \(differ) \(paths.count == 1 ? "figure" : "figures") of its own over \(below.name)."
                : "\(differ) of \(Figure(exactly: Double(all.count)).text(.count)) figures differ or stand in one library only."
        )
        page.add(
            TextTable(
                title: "figure", names: paths.map { TextTable.RowName(text: $0.shortText) },
                columns: libraries.enumerated().map { number, library in
                    TextTable.Column(
                        title: Displayed.clean(library.name),
                        cells: paths.map { path in library.figure(path).map { Displayed.clean($0.value) } ?? "–" },
                        widest: 44, panel: number)
                }), note: "–: the library says nothing of it.")
        return page
    }

    private var all: [QuantityPath] {
        var paths: [QuantityPath] = []
        var seen: Set<QuantityPath> = []
        for figure in libraries.flatMap(\.figures) where seen.insert(figure.path).inserted { paths.append(figure.path) }
        return paths
    }

    /// The quantities of which the libraries say different things; of a planner's own library those that it states.
    private var differing: [QuantityPath] {
        let asked =
            libraries.count == 2 && libraries[0].base == libraries[1].name ? libraries[0].figures.map(\.path) : all
        return asked.filter { path in Set(libraries.map { $0.figure(path)?.value }).count > 1 }
    }
}

// MARK: - Files

extension LibraryTable {
    /// The name and version of the JSON document's layout.
    public static let schema = "tiercast/defaults/1"

    /// Every figure of every library as a JSON document.
    public var document: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
            "schema": .string(Self.schema),
            "libraries": .array(
                libraries.map { library in
                    .object([
                        "name": .string(library.name), "base": text(library.base), "meaning": .string(library.meaning),
                        "figures": .array(
                            library.figures.map { figure in
                                let provenance = figure.provenance
                                return .object([
                                    "quantity": .string(figure.path.text), "value": .string(figure.value),
                                    "source": text(provenance.source),
                                    "year": provenance.year.map { .integer($0) } ?? .null,
                                    "trust": text(provenance.trust?.rawValue), "note": text(provenance.note),
                                ])
                            }),
                    ])
                }),
        ])
    }

    /// Every figure of every library as comma-separated values.
    public var csv: String {
        var text = "library,quantity,value,source,year,trust,note\n"
        for library in libraries {
            for figure in library.figures {
                let provenance = figure.provenance
                let fields = [
                    CSVField.text(library.name), CSVField.text(figure.path.text), CSVField.text(figure.value),
                    CSVField.text(provenance.source ?? ""), provenance.year.map(String.init) ?? "",
                    provenance.trust?.rawValue ?? "", CSVField.text(provenance.note ?? ""),
                ]
                text += fields.joined(separator: ",") + "\n"
            }
        }
        return text
    }

    /// A library's own text.
    public static func listing(_ text: String) -> Page { Page.listing(text) }
}
