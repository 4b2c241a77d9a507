// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A library of distributions as a SIPmath 3.0 document; `docs/exchange.md` says what every key means.
///
/// Source: probabilitymanagement.org, "SIPmath 3.0 Standard"; layout as in its schema of 2021 and its Python package.
public struct SIPmathLibrary: Sendable {
    private let library: DistributionLibrary
    private var scenario: Scenario { library.subject.scenario }
    private var checksum: String { library.subject.checksum }
    private let names: [String]

    /// The document of a scenario's library.
    public init(_ library: DistributionLibrary) {
        self.library = library
        let scenario = library.subject.scenario
        var names: [String] = []
        for member in library.members {
            let name = Self.cellName(scenario.label(of: member.content))
            var (own, number) = (name, 1)
            while names.contains(where: { $0.lowercased() == own.lowercased() }) {
                number += 1
                own = "\(name)_\(number)"
            }
            names.append(own)
        }
        self.names = names
    }

    /// The distance of distribution functions from which a reader is warned.
    static let farOff = 0.05

    /// A sentence for each distribution that is left out or far from what it stands for.
    public var warnings: [String] {
        library.omissions.map { "\(scenario.label(of: $0.content)) is not in the library: \($0.reason)" }
            + library.members.filter { $0.misfit > Self.farOff }.map { member in
                let distance = StoredNumber(error: member.misfit).csv
                return
                    "\(scenario.label(of: member.content)) is only roughly what the library says: probabilities are off by "
                    + "up to \(distance)"
            }
    }

    /// A name that Excel takes for a range of cells: letters, digits and single underscores, no digit first, no address of a
    /// cell.
    static func cellName(_ label: String) -> String {
        let parts = label.split { !$0.isLetter && !($0.isNumber && $0.isASCII) }
        let name = String(parts.joined(separator: "_").prefix(200))
        let letters = name.prefix { $0.isLetter }
        let isAddress = letters.count <= 3 && name.dropFirst(letters.count).allSatisfy(\.isNumber)
        return letters.isEmpty || isAddress ? "_" + name : name
    }

    // MARK: - The document

    /// The document as text.
    public func text() -> String { document.encoded() }

    private var document: JSONValue {
        let rng = library.members.indices.map { "hdr\($0 + 1)" }
        let layers = library.members.indices.map { "c\($0 + 1)" }
        let provenance = library.provenance
        return .object([
            "name": .string(scenario.name), "objectType": .string("sipModel"), "libraryType": .string("SIPmath_3_0"),
            "version": .string("1"),
            "provenance": .string(
                "Tiercast \(provenance.version), scenario \(checksum), seed \(provenance.seed), "
                    + "\(provenance.trials) trials, engine \(provenance.engine.rawValue)"),
            "globalVariables": .array([
                .object(["name": .string("correlationMatrix"), "value": matrix])
            ]),
            "U01": .object([
                "rng": .array(rng.indices.map { generator($0, name: rng[$0]) }),
                "copula": .array([
                    .object([
                        "name": .string("Gaussian"), "function": .string("GaussianCopula"),
                        "copulaLayer": .array(layers.map { .string($0) }),
                        "arguments": .object([
                            "correlationMatrix": .object([
                                "type": .string("globalVariables"), "value": .string("correlationMatrix"),
                            ]), "rng": .array(rng.map { .string($0) }),
                        ]),
                    ])
                ]),
            ]),
            "sips": .array(library.members.indices.map { sip($0, layer: layers[$0]) }),
            "tiercast": about,
        ])
    }

    /// Each number needs a stream of its own, and two scenarios streams that have nothing in common: the identities of
    /// variables begin at a number that follows from the scenario, among those that the standard's Python package draws from.
    private func generator(_ index: Int, name: String) -> JSONValue {
        let first = 1 + Int(StableHash.hash("sipmath " + checksum) % 10_000_000)
        return .object([
            "name": .string(name), "function": .string("HDR_2_0"),
            "arguments": .object([
                "counter": .string("PM_Index"), "entity": .integer(1), "varId": .integer(first + index),
                "seed3": .integer(0), "seed4": .integer(0),
            ]),
        ])
    }

    /// The lower triangle row by row, as the standard's readers expect it.
    private var matrix: JSONValue {
        let list = JSONValue.array(names.map { .string($0) })
        let entries = names.indices.flatMap { row in
            (0...row).map { column in
                JSONValue.object([
                    "row": .string(names[row]), "col": .string(names[column]),
                    "value": StoredNumber(exactly: library.correlations[row][column]).json,
                ])
            }
        }
        return .object(["columns": list, "rows": list, "matrix": .array(entries)])
    }

    private func sip(_ index: Int, layer: String) -> JSONValue {
        let member = library.members[index]
        var arguments: [String: JSONValue] = [
            "aCoefficients": .array(member.coefficients.map { StoredNumber(exactly: $0).json })
        ]
        arguments["lowerBound"] = member.lowerBound.map { StoredNumber(exactly: $0).json }
        arguments["upperBound"] = member.upperBound.map { StoredNumber(exactly: $0).json }
        return .object([
            "name": .string(names[index]), "function": .string("Metalog_1_0"), "arguments": .object(arguments),
            "ref": .object([
                "source": .string("copula"), "name": .string("Gaussian"), "copulaLayer": .string(layer),
            ]),
            "metadata": metadata(member),
        ])
    }

    private func metadata(_ member: DistributionLibrary.Member) -> JSONValue {
        let values = member.values
        var members: [String: JSONValue] = [
            "count": .integer(values.count), "mean": StudyHead.six(values.mean), "std": StudyHead.six(values.sd),
            "min": StudyHead.six(values.least), "max": StudyHead.six(values.greatest),
            "density": .array(member.density.map(StudyHead.six)), "misfit": StudyHead.six(member.misfit),
            "fit_mean": StudyHead.six(member.fitMean), "infinite": StudyHead.six(member.infinite),
            "undefined": StudyHead.six(member.undefined),
        ]
        for (probability, value) in zip(DistributionLibrary.Described.probabilities, values.quantiles) {
            members[MetricNumbers.name(probability).uppercased()] = StudyHead.six(value)
        }
        return .object(members)
    }

    /// What the standard has no place for; its schema allows further members.
    private var about: JSONValue {
        .object([
            "schema": .string("tiercast/sipmath/1"), "currency": .string(scenario.currency),
            "labels": .object(
                Dictionary(
                    uniqueKeysWithValues: zip(
                        names, library.members.map { .string(scenario.label(of: $0.content)) }))),
            "correlation_factor": StudyHead.six(library.correlationFactor),
            "constants": .array(
                library.constants.map { constant in
                    .object([
                        "label": .string(scenario.label(of: constant.content)),
                        "value": StoredNumber(exactly: constant.value).json,
                    ])
                }),
            "left_out": .array(
                library.omissions.map { omission in
                    .object([
                        "label": .string(scenario.label(of: omission.content)), "reason": .string(omission.reason),
                    ])
                }),
        ])
    }
}

extension Scenario {
    /// What something in a library is called in words.
    fileprivate func label(of content: DistributionLibrary.Content) -> String {
        switch content {
        case .assumption(let label): label
        case .metric(let metric, let split): "\(splits[split].name): \(metric.rawValue)"
        case .event(let name): "risks.\(name)"
        }
    }
}
