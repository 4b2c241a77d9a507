// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Where a key of a scenario belongs, for those who wrote it somewhere else.
struct KeyHome {
    /// The place in words, with how it is written there.
    let text: String

    /// Where a quantity of this name belongs; nil where there is none.
    init?(quantity name: String) {
        guard let key = QuantityKey.allCases.first(where: { $0.name == name }) else { return nil }
        switch key.section {
        case .line: self.init("a tier, a platform or a line: tiers: {micro: {\(name): …}}")
        case .deal: self.init("the deal of a line: deal: {\(name): …}")
        case .risk: self.init("an event: risks: {my-event: {\(name): …}}")
        case .product, .costs, .audience, .attribution, .time:
            self.init("'\(key.section.rawValue)': \(key.section.rawValue): {\(name): …}")
        }
    }

    /// Where a key that is no quantity belongs; nil where there is none.
    init?(other name: String) {
        switch name {
        case _ where ScenarioDecoder.topLevelKeys.contains(name):
            self.init("the top level of the file, beside 'budget'")
        case _ where ScenarioDecoder.timeKeys.contains(name): self.init("'time': time: {\(name): …}")
        case "tier", "platform", "deal": self.init("a line: lines: {my-line: {\(name): …}}")
        case _ where ScenarioDecoder.dealKeys.contains(name): self.init("the deal of a line: deal: {\(name): …}")
        case _ where ScenarioDecoder.riskKeys.contains(name):
            self.init("an event: risks: {my-event: {\(name): …}}")
        case _ where ScenarioDecoder.shockKeys.contains(name):
            self.init("a shock: stress: {my-shock: {\(name): …}}")
        case _ where ScenarioDecoder.claimKeys.contains(name):
            self.init("a claim: claims: {my-claim: {\(name): …}}")
        case _ where QuantityDecoder.keys.contains(name): self.init("a quantity: fee: {\(name): …}")
        default: return nil
        }
    }

    private init(_ text: String) { self.text = text }
}
