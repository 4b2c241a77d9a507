// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Testing

@Suite("Architecture")
struct ArchitectureTests {
    let table: ImportTable

    init() throws {
        table = ImportTable(markdown: try Repository.text("CONTRIBUTING.md"))
    }

    @Test("Every folder under Sources has a row in the import table, and every row a folder")
    func tableMatchesFolders() throws {
        #expect(try Repository.folders(in: "Sources") == table.allowed.keys.sorted())
    }

    @Test("No target imports what the table does not allow it")
    func importsAreAllowed() throws {
        var seen = 0
        for target in try Repository.folders(in: "Sources") {
            let allowed = table.allowed[target] ?? []
            for file in try Repository.sources(in: "Sources/\(target)") where file.hasSuffix(".swift") {
                for module in importedModules(in: try Repository.text(file)) {
                    seen += 1
                    #expect(allowed.contains(module), "\(file) imports \(module); CONTRIBUTING.md does not allow it")
                }
            }
        }
        #expect(seen > 0, "no import was found: the test reads the wrong folder")
    }

    @Test("A target of the project may import only targets that do not lead back to it")
    func tableHasNoCycle() {
        var reachable = table.allowed
        for _ in table.allowed.keys {
            for (target, modules) in reachable {
                reachable[target] = modules.reduce(into: modules) { $0.formUnion(reachable[$1] ?? []) }
            }
        }
        for (target, modules) in reachable {
            #expect(!modules.contains(target), "\(target) imports itself by way of others")
        }
    }

    @Test("No analysis knows how an engine simulates")
    func analysesSeeNoEngine() throws {
        let folder = "Sources/CampaignForecasting/Engines/Individual/"
        let own = [
            "IndividualSimulator", "LineSimulator", "Arena", "Hires", "PostRates", "PostCounts", "PostOrders",
            "WeeklySums", "CandidateRows", "LevelSums", "AudienceState", "TrialDraw",
        ]
        let allowed = [
            folder, "Sources/CampaignForecasting/Engines/TrialDraw", "Sources/CampaignForecasting/Preparation/",
        ]
        for file in try Repository.sources(in: "Sources") where file.hasSuffix(".swift") {
            let text = try Repository.text(file)
            let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
            if words.contains("IndividualEngine") {
                #expect(file.hasPrefix(folder) || file.hasSuffix("/ForecastOptions.swift"), "\(file) names an engine")
            }
            guard !allowed.contains(where: file.hasPrefix) else { continue }
            #expect(words.isDisjoint(with: own), "\(file) knows how an engine simulates")
        }
        for name in own {
            #expect(try Repository.sources(in: folder).contains { try Repository.text($0).contains(name) })
        }
    }

    @Test("Every source file starts with the licence line")
    func licenceLine() throws {
        for file in try Repository.sources(in: "Sources") + Repository.sources(in: "Tests")
            + Repository.sources(in: "Benchmarks")
        {
            let first = try Repository.text(file).split(separator: "\n").first ?? ""
            #expect(first.contains("SPDX-License-Identifier: GPL-3.0-or-later"), "\(file) lacks the licence line")
        }
        // Here the tools version must be the first line.
        #expect(try Repository.text("Package.swift").contains("SPDX-License-Identifier: GPL-3.0-or-later"))
    }

    @Test("No switch over an enum of the project has a default, so that a new case is asked about wherever it matters")
    func switchesAreExhaustive() throws {
        for file in try Repository.sources(in: "Sources") where file.hasSuffix(".swift") {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() where Self.text(line).hasPrefix("default:") {
                let indent = line.prefix(while: { $0 == " " }).count
                var patterns: [Substring] = []
                let head = lines[..<number].last { line in
                    guard line.prefix(while: { $0 == " " }).count == indent, !line.allSatisfy({ $0 == " " }) else {
                        return false
                    }
                    let text = Self.text(line)
                    if text.hasPrefix("case ") { patterns.append(text) }
                    return text.contains("switch ")
                }
                // Enums of Unicode and of the system may grow at any time.
                if let head, Self.foreign.contains(where: head.contains) { continue }
                #expect(
                    !patterns.contains { $0.hasPrefix("case .") || $0.hasPrefix("case (.") },
                    "\(file):\(number + 1) leaves the other cases to a default")
            }
        }
    }

    private static func text(_ line: Substring) -> Substring { line.drop(while: { $0 == " " }) }

    private static let foreign = ["generalCategory", "fileType"]

    @Test("No source file is longer than 400 lines")
    func fileLength() throws {
        for file in try Repository.sources(in: "Sources") + Repository.sources(in: "Tests") {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(lines <= 400, "\(file) has \(lines) lines; split it into Type+Aspect.swift")
        }
    }
}

@Suite("The reader of imports")
struct ImportReaderTests {
    @Test("An import is found with any attribute, access level and kind, and prose is not taken for one")
    func forms() {
        let source = """
            import Alpha
            public import Beta
            @preconcurrency internal import Gamma
            @testable import Delta
            import struct Epsilon.Date
            // import Zeta
            let text = "import Eta"
            """
        #expect(importedModules(in: source) == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"])
    }

    @Test("The table is read from the rows beneath its header and from no other table")
    func table() {
        let markdown = """
            | other | job | imports |
            |---|---|---|
            | `A` | x | `B` |

            | target | job | may import |
            |---|---|---|
            | `C` | x | `D`, `E` |
            | `D` | x | – |
            """
        #expect(ImportTable(markdown: markdown).allowed == ["C": ["D", "E"], "D": []])
    }
}

@Suite("The guide for newcomers")
struct ReadmeTests {
    @Test("Every script that README and CONTRIBUTING name exists and can be run")
    func scriptsExist() throws {
        var seen: Set<String> = []
        for document in ["README.md", "CONTRIBUTING.md"] {
            let words = try Repository.text(document).split { " `\n()|,;:".contains($0) }
            for word in words where word.hasPrefix("./") || word.hasPrefix("scripts/") { seen.insert(String(word)) }
        }
        #expect(seen.isSuperset(of: ["./run", "./test"]))
        for script in seen {
            let path = Repository.root.appending(path: script).path(percentEncoded: false)
            #expect(Repository.isExecutable(path), "\(script) is named in the documentation and cannot be run")
        }
    }

    @Test("Every file that README and CONTRIBUTING link to exists")
    func linksLead() throws {
        for document in ["README.md", "CONTRIBUTING.md"] {
            for link in try Repository.text(document).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                #expect(throws: Never.self, "\(document) links to \(link.1)") {
                    _ = try Repository.root.appending(path: String(link.1)).checkResourceIsReachable()
                }
            }
        }
    }
}
