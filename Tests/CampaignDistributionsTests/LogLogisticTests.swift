// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import Testing

/// The log-logistic law against its closed forms and the figures of `scipy.stats.fisk`.
@Suite("The log-logistic law")
struct LogLogisticTests {
    private func law(_ named: [(name: String, value: Double)]) throws -> Distribution {
        var arguments = LawArguments()
        arguments.named = named
        return try #require(LawSpelling.named("loglogistic")).distribution(arguments)
    }

    @Test("Probabilities are 1 / (1 + (x / median)^-shape), quantiles median · (p / (1 - p))^(1 / shape)")
    func closedForms() {
        let law = Distribution.logLogistic(median: 400, shape: 2)
        // (x / 400)² = 1/4, 1, 4, 9.
        #expect(law.probability(upTo: 200) == 0.2)
        #expect(law.probability(upTo: 400) == 0.5)
        #expect(abs(law.probability(upTo: 800) - 0.8) < 1e-15)
        #expect(abs(law.probability(upTo: 1_200) - 0.9) < 1e-15)
        #expect(law.probability(upTo: 0) == 0 && law.probability(upTo: -1) == 0)
        for (odds, value) in [(0.25, 200.0), (1, 400), (4, 800), (9, 1_200)] {
            let score = NormalLaw.quantile(odds / (1 + odds))
            #expect(abs(law.quantile(score: score) - value) < 1e-9 * value)
        }
        // π/2 / sin(π/2) · 400.
        #expect(abs((law.mean ?? .nan) - 200 * Double.pi) < 1e-9)
        #expect(Distribution.logLogistic(median: 1, shape: 0.9).mean == .infinity)
    }

    @Test("Probabilities, quantiles and mean are those of scipy.stats.fisk(3.2, scale=400)")
    func scipy() {
        let law = Distribution.logLogistic(median: 400, shape: 3.2)
        func isNear(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-13 * expected }
        #expect(isNear(law.probability(upTo: 100), 0.011702954720032218))
        #expect(isNear(law.probability(upTo: 500), 0.671297509652832))
        #expect(isNear(law.probability(upTo: 3_000), 0.9984183277256593))
        #expect(isNear(law.quantile(score: NormalLaw.quantile(0.01)), 95.15333032719312))
        #expect(isNear(law.quantile(score: NormalLaw.quantile(0.9)), 794.805338568631))
        #expect(isNear(law.mean ?? .nan, 472.29516976723073))
    }

    @Test("A spread holds nine values of ten, as with the log-normal law, and leaves more beyond")
    func spread() throws {
        let law = try law([("median", 400), ("spread", 2.5)])
        let logNormal = Distribution.logNormal(median: 400, spread: 2.5)
        for bound in [160.0, 400, 1_000] {
            #expect(abs(law.probability(upTo: bound) - logNormal.probability(upTo: bound)) < 1e-12)
        }
        #expect(1 - law.probability(upTo: 4_000) > 10 * (1 - logNormal.probability(upTo: 4_000)))
    }

    @Test("What has no mean is refused")
    func noMean() throws {
        for (name, value) in [("shape", 1.0), ("shape", 0.5), ("spread", 19), ("spread", 40)] {
            #expect(
                throws: LawProblem.refused("needs a shape above 1 or a spread below 19, else it has no mean")
            ) { try law([("median", 400), (name, value)]) }
        }
        #expect(throws: LawProblem.refused("needs a spread above 1")) { try law([("median", 400), ("spread", 1)]) }
        #expect(throws: LawProblem.missing("spread")) { try law([("median", 400)]) }
    }
}
