// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignScenarios

/// The lists of words that stand beside the records of quantities: what is said of each, and that each means something.
@Suite("Vocabulary")
struct VocabularyTests {
    @Test("Every key that is no quantity says what it means")
    func otherKeys() {
        let keys =
            ScenarioDecoder.topLevelKeys + ScenarioDecoder.timeKeys + ScenarioDecoder.riskKeys
            + ScenarioDecoder.shockKeys + ScenarioDecoder.claimKeys + QuantityDecoder.keys + Deal.flags
            + ["tier", "platform", "deal"]
        for key in keys where QuantityKey(rawValue: key) == nil {
            #expect(KeyCatalogue.sections[key]?.hasSuffix(".") == true, "\(key)")
        }
    }

    @Test("Every word that planners know better leads to a key, and is none itself")
    func synonyms() {
        let names = Set(QuantityKey.allCases.map(\.name))
        for (word, key) in ScenarioDecoder.synonyms {
            #expect(names.contains(key) && !names.contains(word), "\(word)")
        }
    }

    @Test("Every example of a law reads, is of that law, and reads again as it is written back")
    func laws() throws {
        for law in Distribution.laws where law != Sample.self {
            for form in law.record.forms {
                guard case .distribution(let read, _) = try ValueParser.parse(form.example) else {
                    Issue.record("\(form.example) is no distribution")
                    continue
                }
                #expect(type(of: read.law) == law, "\(form.example)")
                guard case .distribution(let again, _) = try ValueParser.parse(read.text) else {
                    Issue.record("\(read.text) is no distribution")
                    continue
                }
                #expect(again == read, "\(read.text)")
            }
        }
    }

    @Test("A misspelt law is met with the nearest one, and explained by its record")
    func nearestLaw() throws {
        #expect(
            throws: ValueError(offset: 0, message: "'loglogstic' is not a distribution; did you mean 'loglogistic'?")
        ) {
            try ValueParser.parse("loglogstic(median: 4, shape: 2)")
        }
        for spelling in LawSpelling.all {
            let page = try KeyCatalogue.explain(spelling.name)
            #expect(page.contains(spelling.example) && page.contains("Source: "), "\(spelling.name)")
        }
    }

    @Test("The terms of a deal are those that the schema, the message on empty deals and the page on the deal list")
    func terms() {
        let schema = ScenarioSchema.json()
        for name in QuantityKey.dealTerms.map(\.name) + Deal.flags {
            #expect(KeyCatalogue.sections["deal"]?.contains(name) == true, "\(name)")
            #expect(schema.contains("\"\(name)\": {"), "\(name)")
        }
        #expect(QuantityKey.allCases.filter { $0.pays != nil }.allSatisfy(QuantityKey.dealTerms.contains))
    }
}
