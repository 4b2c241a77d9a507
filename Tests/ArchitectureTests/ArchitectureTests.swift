// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// The contributor's guide says which target may import what; the code is held to it.
@Suite struct ArchitectureTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The import table of CONTRIBUTING.md: allowed modules by target.
    private static func table() throws -> [String: Set<String>] {
        let guide = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
        var result: [String: Set<String>] = [:]
        for line in guide.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3 else { continue }
            let modules = cells[2].split(separator: ",").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `–"))
            }
            result[cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))] = Set(
                modules.filter { !$0.isEmpty })
        }
        return result
    }

    private static func files(under folder: String) -> [URL] {
        let base = root.appending(path: folder)
        let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (found ?? []).filter { ["swift", "h"].contains($0.pathExtension) }
    }

    @Test func everyTargetStandsInTheTable() throws {
        let targets = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path())
        #expect(Set(targets) == Set(try Self.table().keys))
    }

    @Test func everyImportIsAllowed() throws {
        let table = try Self.table()
        var checked = 0
        for (target, allowed) in table {
            for file in Self.files(under: "Sources/\(target)") where file.pathExtension == "swift" {
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                    let words = line.split(separator: " ").map(String.init)
                    guard let position = words.firstIndex(of: "import"), position <= 1, !line.hasPrefix("//"),
                        words.count > position + 1
                    else { continue }
                    checked += 1
                    let module = words[words.count - 1]
                    #expect(allowed.contains(module), "\(target) imports \(module) in \(file.lastPathComponent)")
                }
            }
        }
        #expect(checked > 50)
    }

    @Test func everySourceFileNamesItsLicenceAndKeepsToOneConcept() throws {
        for file in Self.files(under: "Sources") + Self.files(under: "Tests") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.prefix(120).contains("SPDX-License-Identifier: GPL-3.0-or-later"), "\(file.lastPathComponent)")
            #expect(
                text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(file.lastPathComponent)")
        }
    }
}
