// SPDX-License-Identifier: GPL-3.0-or-later

/// A library of defaults that comes with Tiercast.
public enum BuiltInLibrary: String, CaseIterable, Sendable {
    /// What published figures say of each link, as wide as they contradict each other.
    case evidence
    /// The source article at face value [PAP 2025].
    case article

    /// The library of a scenario that names none.
    public static let standard = BuiltInLibrary.evidence

    /// What it holds, in one sentence.
    public var meaning: String {
        switch self {
        case .evidence:
            "What published figures say of each link from fee to order, as wide as they contradict each other; no tier is taken to be better."
        case .article: "The article that Tiercast began with, its fees, rates and ratios at face value [PAP 2025]."
        }
    }

    /// The library in the scenario language.
    public var text: String {
        switch self {
        case .evidence: EvidenceLibrary.text
        case .article: ArticleLibrary.text
        }
    }

    /// The name by which problems in its text would be reported.
    var file: String { "library \(rawValue)" }

    /// The library's nodes, which `diagnostics` may then quote.
    func root(_ diagnostics: Diagnostics) -> SourceNode {
        let parsed = Self.parsed[self]
        diagnostics.addSource(parsed?.lines ?? [], named: file)
        return parsed?.root
            ?? SourceNode(content: .mapping([]), location: SourceLocation(file: file, line: 1, column: 1))
    }

    /// Every library as it is read, once: they never change.
    private static let parsed: [BuiltInLibrary: (lines: [String], root: SourceNode)] = {
        var all: [BuiltInLibrary: (lines: [String], root: SourceNode)] = [:]
        for library in allCases {
            let parser = SourceParser(file: library.file, diagnostics: Diagnostics())
            all[library] = parser.parse(text: library.text).map { (SourceParser.lines(of: library.text), $0) }
        }
        return all
    }()
}
