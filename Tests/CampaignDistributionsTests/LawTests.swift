// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import Testing

/// What every law has to keep, whichever it is.
@Suite("Laws")
struct LawTests {
    /// A law of each family.
    static let examples: [Distribution] = [
        .normal(mean: 40, sd: 5), .logNormal(median: 3, spread: 2), .logLogistic(median: 3, shape: 4),
        .beta(alpha: 20, beta: 980),
        .betaInterval(low: 0.02, high: 0.06), .gamma(shape: 2.5, scale: 3), .pert(min: 1, mode: 2, max: 7),
        .triangular(min: 1, mode: 2, max: 7), .uniform(min: -1, max: 4), .weibull(shape: 1.5, scale: 2),
        .pareto(min: 1, shape: 2.5), .exponential(mean: 3), .student(location: 1, scale: 2, degrees: 4),
        .poisson(mean: 4), .negativeBinomial(mean: 4, size: 2), .discrete(values: [1, 2, 5], weights: [2, 5, 3]),
        .sample(Sample(table: "t.csv", rows: [2, 3, 4], values: [9, 4, 7])),
        .mixture(parts: [.normal(mean: 0, sd: 1), .normal(mean: 5, sd: 2)], weights: [1, 3]),
        .truncated(base: .logNormal(median: 3, spread: 2), min: 2, max: 5),
    ]

    @Test("Every family has an example here, and each knows which distribution it is")
    func families() {
        let named = Set(Self.examples.map { "\(type(of: $0.law))" })
        #expect(named == Set(Distribution.laws.map { "\($0)" }))
        for law in Self.examples { #expect(law.law.distribution == law) }
    }

    @Test("The quantile is the smallest value that reaches the probability", arguments: examples)
    func inverse(law: Distribution) {
        for z in stride(from: -2.5, through: 2.5, by: 0.25) {
            let (value, wanted) = (law.quantile(score: z), NormalLaw.probability(below: z))
            let reached = law.probability(upTo: value)
            if law.jumps {
                #expect(reached >= wanted * (1 - 1e-12) && law.probability(upTo: value - 1e-6) < wanted)
            } else {
                #expect(abs(reached - wanted) < 1e-9)
            }
            #expect(law.support.contains(value))
        }
    }

    /// The mean is the integral of the quantiles: by 20,000 strips it is exact to 0.5 % for these tails.
    @Test("The mean is that of the quantiles", arguments: examples)
    func mean(law: Distribution) {
        guard let mean = law.mean else { return }
        let strips = 20_000
        let sum = (0..<strips).reduce(0.0) {
            $0 + law.quantile(score: NormalLaw.quantile((Double($1) + 0.5) / Double(strips)))
        }
        #expect(abs(sum / Double(strips) - mean) < 5e-3 * max(1, abs(mean)))
    }

    @Test("Parameters stand in the text as a form of the record names them", arguments: examples)
    func texts(law: Distribution) {
        let record = type(of: law.law).record
        #expect(law.text.hasPrefix("\(record.spelling)("))
        let names = law.law.parameters.map(\.key)
        #expect(names.isEmpty || record.forms.contains { $0.parameters.map(\.name) == names })
    }

    @Test("Arguments are refused by what is wrong with them")
    func problems() throws {
        func problem(_ name: String, _ named: [(name: String, value: Double)]) throws -> LawProblem? {
            var arguments = LawArguments()
            arguments.named = named
            let spelling = try #require(LawSpelling.named(name))
            do throws(LawProblem) { _ = try spelling.distribution(arguments) } catch { return error }
            return nil
        }
        #expect(try problem("normal", [("mean", 1), ("sd", 2)]) == nil)
        #expect(try problem("normal", [("mean", 1)]) == .missing("sd"))
        #expect(try problem("normal", [("mean", 1), ("sd", 0)]) == .outside("sd", value: 0, accepted: "above 0"))
        #expect(try problem("normal", [("mean", 1), ("sd", 2), ("max", 3)]) == .unknown("max"))
        #expect(try problem("uniform", [("min", 2), ("max", 1)]) == .refused("needs min < max"))
        #expect(try problem("gamma", [("shape", 2), ("scale", 1)]) == nil)
        #expect(try problem("gamma", []) == .missing("mean"))
        #expect(try problem("beta", [("low", 0.01), ("high", 0.02)]) == nil)
        #expect(LawSpelling.named("sample") == nil)
    }
}
