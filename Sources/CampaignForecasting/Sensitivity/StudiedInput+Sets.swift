// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A set of assumptions that a planner wants to see as one.
public struct NamedSet: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// Quantities by path, or by the beginning of their paths up to a dot: `tiers.nano` stands for all quantities of nano.
    public var prefixes: [String]

    /// A set of the quantities whose paths begin with one of `prefixes`; a tier, platform or line may be named alone.
    public init(name: String, prefixes: [String]) {
        self.name = name
        self.prefixes = prefixes
    }

    /// Whether a quantity or event of this path is in the set.
    func contains(_ path: String) -> Bool {
        prefixes.contains { prefix in
            ["", "tiers.", "platforms.", "lines.", "risks."].contains { section in
                path == section + prefix || path.hasPrefix(section + prefix + ".")
            }
        }
    }
}

extension PreparedCampaign {
    /// Whether anything is uncertain: a distribution that nobody knows the value of, or an event.
    var isUncertain: Bool { program.inputCount > 0 }

    /// The uncertain distributions one by one, then the events.
    public var studiedInputs: [StudiedInput] {
        let leaves = program.leaves
        let assumptions = leaves.indices.map { number in
            let path = leaves[number].path
            let same = leaves.indices.filter { leaves[$0].path == path }
            let correlated = program.correlated.first { $0.leaves.contains(number) }
            // A distribution inside arithmetic is told apart by what it says.
            var label = path.text
            if scenario.quantities[path]?.law.isBareDistribution != true {
                label += " (\(leaves[number].distribution.summary))"
                if let place = same.firstIndex(of: number),
                    same.contains(where: { $0 != number && leaves[$0].distribution == leaves[number].distribution })
                {
                    label += " #\(place + 1)"
                }
            }
            return StudiedInput(
                label: label, paths: [path],
                correlatedWith: (correlated?.leaves ?? []).filter { $0 != number }.map { leaves[$0].path },
                members: [number])
        }
        let events = scenario.risks.enumerated().map { number, risk in
            StudiedInput(
                label: "risks.\(risk.name)", paths: [], correlatedWith: [], members: [leaves.count + number])
        }
        return assumptions + events
    }

    /// The inputs in the sets that a planner names, the rest one by one, except that what is correlated stays together.
    ///
    /// - Parameter isJoined: whether correlated inputs without a set of their own become one.
    /// - Throws: where a set holds nothing, shares an input with another, or takes part of what is correlated.
    func inputs(in sets: [NamedSet], isJoined: Bool) throws(CampaignError) -> [StudiedInput] {
        let all = studiedInputs
        var result: [StudiedInput] = []
        var taken: [Int: String] = [:]
        for set in sets {
            let members = all.filter { input in
                set.contains(input.paths.first?.text ?? input.label)
            }
            guard !members.isEmpty else {
                throw .emptySet(set.name)
            }
            for member in members {
                if let other = taken[member.members[0]] {
                    throw .sharedBySets(assumption: member.label, other, set.name)
                }
                taken[member.members[0]] = set.name
            }
            result.append(Self.joined(members, label: set.name))
        }
        for correlated in program.correlated where isJoined {
            let names = Set(correlated.leaves.map { taken[$0] })
            guard names.count == 1 else {
                throw .correlatedApart(correlated.leaves.map { program.leaves[$0].path })
            }
            guard names.first == .some(nil) else { continue }
            let members = all.filter { correlated.leaves.contains($0.members[0]) }
            for member in members { taken[member.members[0]] = "" }
            result.append(Self.joined(members, label: members.map(\.label).joined(separator: " + ")))
        }
        return (result + all.filter { taken[$0.members[0]] == nil }).sorted { $0.members[0] < $1.members[0] }
    }

    private static func joined(_ inputs: [StudiedInput], label: String) -> StudiedInput {
        let paths = inputs.flatMap(\.paths)
        return StudiedInput(
            label: label, paths: paths,
            correlatedWith: Array(Set(inputs.flatMap(\.correlatedWith)).subtracting(paths)).sorted(),
            members: inputs.flatMap(\.members))
    }
}

extension Quantity.Law {
    /// Whether what is uncertain is one distribution and nothing else.
    var isBareDistribution: Bool {
        switch self {
        case .shared(.uncertain), .scattered(.uncertain, _): true
        case .shared, .scattered, .varying: false
        }
    }
}

extension Distribution {
    /// The distribution in a few words: what lies between its 5 % and 95 % quantiles.
    var summary: String {
        func text(_ value: Double) -> String {
            // Scales of the smallest and the largest numbers there are would leave what a number can hold.
            guard value.isFinite, (1e-290...1e290).contains(abs(value)) else { return "\(value)" }
            // Three significant digits tell a factor from its neighbours.
            var scale = 1.0
            while abs(value) * scale < 100 { scale *= 10 }
            while abs(value) * scale >= 1000 { scale /= 10 }
            let rounded = (value * scale).rounded() / scale
            return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(clamping: rounded))" : "\(rounded)"
        }
        return "\(text(quantile(score: -StandardNormal.z95))) to \(text(quantile(score: StandardNormal.z95)))"
    }
}
