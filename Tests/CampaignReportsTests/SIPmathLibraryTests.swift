// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A SIPmath library")
struct SIPmathLibraryTests {
    private static func member(
        _ content: DistributionLibrary.Content, lower: Double? = nil, upper: Double? = nil, misfit: Double = 0.004
    ) -> DistributionLibrary.Member {
        DistributionLibrary.Member(
            content: content, lowerBound: lower, upperBound: upper, coefficients: [1.5, 0.25, -0.125],
            misfit: misfit, fitMean: 4.6, density: Array(repeating: 0.1, count: 25),
            values: .init(
                count: 9_990, mean: 4.625, sd: 1, least: 2, greatest: 9, quantiles: [3, 4, 4.5, 5, 7]),
            infinite: 0.001, undefined: 0)
    }

    private static let library = DistributionLibrary(
        members: [
            member(.assumption(label: "product.order_value"), lower: 0),
            member(.assumption(label: "product.order-value"), lower: 0, upper: 1),
            member(.metric(.profit, split: 1), misfit: 0.0823),
        ],
        constants: [.init(content: .metric(.cost, split: 0), value: 10_000)],
        omissions: [.init(content: .event(name: "ban"), reason: "it strikes or does not")],
        correlations: [[1, 0.5, -0.25], [0.5, 1, 0], [-0.25, 0, 1]], correlationFactor: 0.999,
        provenance: ForecastProvenance(
            seed: 7, trials: 10_000, requestedTrials: 10_000, version: "0.1.0", engine: .chain),
        subject: HandMade.subject)

    private static func document(checksum: String = "00ff") throws -> [String: Any] {
        var library = library
        library.subject.checksum = checksum
        let text = SIPmathLibrary(library).text()
        return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("says what it is, but no date, which would make each run a different file")
    func head() throws {
        let document = try Self.document()
        #expect(
            Set(document.keys) == [
                "name", "objectType", "libraryType", "version", "provenance", "globalVariables", "U01", "sips",
                "tiercast",
            ])
        #expect(document["objectType"] as? String == "sipModel")
        #expect(document["libraryType"] as? String == "SIPmath_3_0")
        #expect(
            document["provenance"] as? String
                == "Tiercast 0.1.0, scenario 00ff, seed 7, 10000 trials, engine chain")
    }

    @Test("refers from each number to its layer, from the layers to generators, from the copula to the matrix")
    func references() throws {
        let document = try Self.document()
        let sips = try #require(document["sips"] as? [[String: Any]])
        #expect(
            sips.map { $0["name"] as? String } == [
                "product_order_value", "product_order_value_2", "small_profit",
            ])
        #expect(
            sips.map { $0["ref"] as? [String: String] }
                == (1...3).map { ["source": "copula", "name": "Gaussian", "copulaLayer": "c\($0)"] })
        let random = try #require(document["U01"] as? [String: Any])
        let copula = try #require((random["copula"] as? [[String: Any]])?.first)
        #expect(copula["copulaLayer"] as? [String] == ["c1", "c2", "c3"])
        let arguments = try #require(copula["arguments"] as? [String: Any])
        #expect(arguments["rng"] as? [String] == ["hdr1", "hdr2", "hdr3"])
        #expect(
            arguments["correlationMatrix"] as? [String: String]
                == ["type": "globalVariables", "value": "correlationMatrix"])
        let generators = try #require(random["rng"] as? [[String: Any]])
        #expect(generators.map { $0["name"] as? String } == ["hdr1", "hdr2", "hdr3"])
        let variable = try #require(document["globalVariables"] as? [[String: Any]])[0]
        #expect(variable["name"] as? String == "correlationMatrix")
        let matrix = try #require((variable["value"] as? [String: Any])?["matrix"] as? [[String: Any]])
        #expect(matrix.map { $0["value"] as? Double } == [1, 0.5, 1, -0.25, 0, 1])
        #expect(matrix[3]["row"] as? String == "small_profit")
        #expect(matrix[3]["col"] as? String == "product_order_value")
    }

    @Test("states bounds only where there are some")
    func bounds() throws {
        let sips = try #require(Self.document()["sips"] as? [[String: Any]])
        let arguments = try sips.map { try #require($0["arguments"] as? [String: Any]) }
        #expect(arguments.map { $0["lowerBound"] as? Double } == [0, 0, nil])
        #expect(arguments.map { $0["upperBound"] as? Double } == [nil, 1, nil])
        #expect(arguments[0]["aCoefficients"] as? [Double] == [1.5, 0.25, -0.125])
        let metadata = try #require(sips[0]["metadata"] as? [String: Any])
        #expect(metadata["P5"] as? Double == 3 && metadata["P95"] as? Double == 7)
        #expect(metadata["misfit"] as? Double == 0.004 && metadata["infinite"] as? Double == 0.001)
    }

    @Test("gives the variables of each scenario identities of their own")
    func identities() throws {
        func variables(_ checksum: String) throws -> [Int] {
            let random = try #require(Self.document(checksum: checksum)["U01"] as? [String: Any])
            return try #require(random["rng"] as? [[String: Any]]).compactMap {
                ($0["arguments"] as? [String: Any])?["varId"] as? Int
            }
        }
        let (one, other) = (try variables("00ff"), try variables("00fe"))
        #expect(one == Array(one[0]..<one[0] + 3) && (1...10_000_000).contains(one[0]))
        #expect(Set(one).isDisjoint(with: other))
        #expect(try variables("00ff") == one)
    }

    @Test("warns of what is left out and of what is far off")
    func warnings() throws {
        let warnings = SIPmathLibrary(Self.library).warnings
        #expect(
            warnings == [
                "risks.ban is not in the library: it strikes or does not",
                "small: profit is only roughly what the library says: probabilities are off by up to 0.082",
            ])
    }

    @Test(
        "names numbers as Excel names ranges of cells",
        arguments: [
            ("even: cpa", "even_cpa"), ("3 tiers: roi", "_3_tiers_roi"), ("A1", "_A1"), ("R", "_R"),
            ("größe.x", "größe_x"), ("a (3 to 5) #2", "a_3_to_5_2"), ("fees1_x", "fees1_x"),
        ])
    func names(label: String, expected: String) { #expect(SIPmathLibrary.cellName(label) == expected) }
}
