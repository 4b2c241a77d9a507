// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Testing

/// That what is said of a law, a rule or a shock is said in one place: the table of CONTRIBUTING counts on it.
@Suite("Records")
struct RecordTests {
    @Test("Which law a distribution is asks its own file, the one switch over all laws, and who means one law alone")
    func lawsAreSaidOnce() throws {
        let enumeration = try Repository.text("Sources/CampaignDistributions/Distribution.swift")
        let cases = enumeration.matches(of: /\n    case (\w+)\((\w+)\)/).map { (name: $0.1, file: $0.2) }
        #expect(cases.count >= 18)
        for (name, file) in cases {
            #expect(enumeration.contains("case .\(name)(let law): law\n"), "\(name) has no line in the switch")
            #expect(enumeration.contains("\(file).self"), "\(name) does not stand in the list of laws")
            let own = try Repository.text("Sources/CampaignDistributions/Laws/\(file).swift")
            #expect(own.contains("\(file): DistributionLaw"), "\(file) is not described in its file")
        }
        // What is meant where one law alone is: rows, choices, bounds of creators, successes; and the law of order values.
        let alone: Set<Substring> = ["sample", "discrete", "truncated", "beta", "gamma"]
        for path in try Repository.sources(in: "Sources") where path.hasSuffix(".swift") {
            // `ScoreLaw` has cases of its own: how scores become values, not which law they are of.
            guard !path.hasPrefix("Sources/CampaignDistributions/"), !path.hasSuffix("/ScoreLaw.swift") else {
                continue
            }
            let text = try Repository.text(path)
            for (name, _) in cases where !alone.contains(name) {
                for pattern in ["case .\(name)(let", "case .\(name),", ", .\(name),", ".uncertain(.\(name)(let"] {
                    #expect(!text.contains(pattern), "\(path) asks whether a distribution is \(name)")
                }
            }
        }
    }

    /// The cases of an enum, by the lines `case name = "text"` of its file.
    private func cases(_ file: String, of type: String) throws -> [Substring] {
        let text = try Repository.text(file)
        let body = try #require(text.components(separatedBy: "enum \(type)").dropFirst().first)
        let lines = body.components(separatedBy: "\n}")[0]
        return lines.matches(of: /\n    case (\w+) = "/).map { $0.1 }
    }

    /// The files under Sources in which a case stands as `.name`.
    private func files(_ name: Substring, _ texts: [String: String]) throws -> Set<String> {
        let use = try Regex("[^\\w]\\.\(name)\\b")
        return Set(texts.filter { $0.value.contains(use) }.keys)
    }

    private func sources() throws -> [String: String] {
        var texts: [String: String] = [:]
        for path in try Repository.sources(in: "Sources") where path.hasSuffix(".swift") {
            texts[path] = try Repository.text(path)
        }
        return texts
    }

    @Test("A rule of the linter stands in its enum, its record and where it looks")
    func rules() throws {
        let texts = try sources()
        let rules = try cases("Sources/CampaignModel/Rules/LintRule.swift", of: "LintRule")
        #expect(rules.count >= 35)
        for rule in rules {
            // Which findings come first in a line is one list of its own; cases of errors may share a rule's name.
            let found = try files(rule, texts.filter { $0.value.contains("LintRule") }).filter {
                !$0.hasPrefix("Sources/CampaignForecasting/Lint/") && !$0.hasSuffix("/LintLine.swift")
            }
            #expect(found == ["Sources/CampaignModel/Rules/LintRule+Records.swift"], "\(rule)")
        }
    }

    @Test("A ready shock stands in its enum and its record")
    func shocks() throws {
        let texts = try sources()
        let shocks = try cases("Sources/CampaignModel/Shocks/ReadyShock.swift", of: "ReadyShock")
        #expect(shocks.count >= 10)
        for shock in shocks {
            #expect(try files(shock, texts) == ["Sources/CampaignModel/Shocks/ReadyShock+Records.swift"], "\(shock)")
        }
    }

    @Test("A term of performance pay stands in its enum, its record and the sum of commissions")
    func terms() throws {
        let (texts, keys) = (try sources(), "Sources/CampaignModel/Keys/QuantityKey+Records.swift")
        let forecasting = "Sources/CampaignForecasting/"
        #expect(
            try files("perView", texts).isSubset(of: [
                keys, forecasting + "Equations/CommissionTerms.swift",
                forecasting + "Preparation/CommissionParts.swift", forecasting + "Engines/Individual/Sales.swift",
                forecasting + "Lint/LintRules+Money.swift",
            ]))
    }
}
