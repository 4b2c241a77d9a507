// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling
internal import RealModule

/// A scenario ready to be simulated: distributions fitted, references ordered, correlations factored.
public struct PreparedCampaign: Sendable {
    /// What it was made from, which results of it name.
    public let subject: Subject
    let program: SharedProgram
    let lines: [PreparedLine]
    /// How audiences overlap; nil where views are not turned into people.
    let audience: PreparedAudience?
    /// The slot of each event that is 1 in the trials that it strikes, in the order of the scenario.
    let strikes: [Int]
    /// The key of each quantity that has one.
    let keys: [QuantityPath: QuantityKey]
    /// For quantities that differ between creators and have no typical value of their own, the slot that their values are
    /// multiplied by; empty unless the campaign was prepared for studies of its assumptions.
    let scales: [QuantityPath: Int]

    /// Prepares a resolved scenario.
    ///
    /// - Throws: `CampaignError.unprepared` with every reason why it cannot be simulated: reference cycles, unknown references,
    ///   intervals that no distribution fits, correlations that cannot hold together, candidate lists without end.
    public init(_ subject: Subject) throws(CampaignError) { try self.init(subject, isAdjustable: false) }

    /// Prepares a resolved scenario that comes from no file.
    public init(_ scenario: Scenario) throws(CampaignError) { try self.init(Subject(scenario)) }

    /// Prepares a scenario.
    ///
    /// - Parameter isAdjustable: whether a study may scale the quantities that differ between creators.
    init(_ subject: Subject, isAdjustable: Bool) throws(CampaignError) {
        self.subject = subject
        let scenario = subject.scenario
        keys = scenario.keys
        let builder = SharedProgramBuilder(scenario: scenario, keys: keys)
        var resolver = LineResolver(
            scenario: scenario, slots: builder.slots, program: builder.program, isAdjustable: isAdjustable)
        var problems = builder.problems
        var lines: [PreparedLine] = []
        if problems.isEmpty {
            for line in scenario.lines {
                if let prepared = resolver.prepare(line) { lines.append(prepared) }
            }
            problems = resolver.problems
        }
        guard problems.isEmpty else { throw .unprepared(problems) }
        program = resolver.program
        self.lines = lines
        audience = resolver.audience()
        strikes = resolver.strikes
        scales = resolver.scales
    }

    /// The scenario it was made from.
    public var scenario: Scenario { subject.scenario }
}

extension Scenario {
    /// The key that each quantity stands for; entries of `assumptions` and values of effects have none.
    fileprivate var keys: [QuantityPath: QuantityKey] {
        var keys: [QuantityPath: QuantityKey] = [:]
        for (key, path) in shared { keys[path] = key }
        for line in lines {
            for (key, path) in line.assumptions { keys[path] = key }
            for (key, path) in line.deal.terms { keys[path] = key }
        }
        for (path, key) in keys {
            guard case .either(_, let options)? = quantities[path]?.law.expression else { continue }
            for option in options { keys[option] = key }
        }
        for risk in risks {
            keys[risk.probability] = .probability
            if let path = risk.week { keys[path] = .fromWeek }
            if let path = risk.weeks { keys[path] = .lasting }
        }
        return keys
    }
}
