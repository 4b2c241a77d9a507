// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Testing

@Suite("Mutants")
struct MutantListTests {
    @Test("Every formula that scripts/mutants changes stands exactly once in its file")
    func formulasStandWhereTheListSays() throws {
        var (file, text, count) = ("", "", 0)
        for line in try Repository.text("Tests/Mutants/mutants.txt").split(separator: "\n") where !line.hasPrefix("#") {
            guard line.hasPrefix("  ") else {
                file = String(line)
                text = try Repository.text(file)
                continue
            }
            let parts = line.components(separatedBy: "  ## ")[0].components(separatedBy: " => ")
            try #require(parts.count == 2, "\(line)")
            let formula = parts[0].trimmingCharacters(in: .whitespaces)
            #expect(formula != parts[1], "\(line)")
            #expect(text.components(separatedBy: formula).count == 2, "\(file): \(formula)")
            count += 1
        }
        #expect(count >= 60)
    }
}
