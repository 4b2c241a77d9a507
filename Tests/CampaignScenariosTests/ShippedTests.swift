// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation
import Testing
import Yams

@Suite("Shipped files")
struct ShippedTests {
    @Test("every shipped scenario reads without a problem")
    func scenariosRead() throws {
        for file in try shippedScenarios() {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(problems(text) == [], "\(file.lastPathComponent)")
        }
    }

    @Test("every shipped scenario and template is YAML that an editor reads")
    func plainYAML() throws {
        let texts =
            try shippedScenarios().map { try String(contentsOf: $0, encoding: .utf8) }
            + ScenarioTemplate.allCases.map { $0.text() }
        for text in texts { #expect(try Yams.compose(yaml: text) != nil) }
    }

    @Test("every template reads without a problem", arguments: ScenarioTemplate.allCases)
    func templatesRead(_ template: ScenarioTemplate) { #expect(problems(template.text()) == []) }

    @Test("the resolved text reads back to an equal scenario and to itself")
    func resolvedReadsBack() throws {
        let texts =
            try shippedScenarios().map { try String(contentsOf: $0, encoding: .utf8) }
            + ScenarioTemplate.allCases.map { $0.text() }
        for text in texts {
            let first = try read(text)
            let second = try read(first.resolvedText)
            #expect(second.resolvedText == first.resolvedText)
            #expect(second.scenario.quantities == first.scenario.quantities)
            #expect(second.scenario.shared == first.scenario.shared)
            #expect(
                second.scenario.lines.sorted { $0.name < $1.name } == first.scenario.lines.sorted { $0.name < $1.name })
            #expect(
                second.scenario.splits.sorted { $0.name < $1.name }
                    == first.scenario.splits.sorted { $0.name < $1.name })
            #expect(second.scenario.goals == first.scenario.goals)
            #expect(second.scenario.risks == first.scenario.risks)
            #expect(second.scenario.time == first.scenario.time)
            #expect(second.checksum == first.checksum)
        }
    }
}
