// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling
internal import RealModule

/// An assumption of a scenario that can be moved by itself, to see what would follow.
public struct Assumption: Sendable {
    /// What it is called: its quantity's path, and what it says where it is a part of arithmetic.
    public let label: String
    /// Its quantity.
    public let path: QuantityPath
    /// The key of its quantity; nil for a named assumption, the value of an effect, and a part of arithmetic.
    public let key: QuantityKey?
    /// Its value before it is moved: the median of what is uncertain, or what is known or typical.
    public let centre: Double
    /// Whether its values are shares, 0…1.
    public let isShare: Bool
    /// How it is moved.
    let handle: Handle
    /// What its values make of its quantity, where it is a part of arithmetic; else it is its quantity.
    var whole: Whole?
    /// Whether its quantity has no key and counts as a share, because shares are made of it.
    var isUsedAsShare = false

    /// A quantity in whose arithmetic an assumption is a part.
    struct Whole: Sendable {
        /// The quantity's key; nil of a named assumption and the value of an effect.
        var key: QuantityKey?
        /// The quantity's value at a value of the assumption, everything else at its median.
        var value: @Sendable (Double) -> Double
    }

    /// What moving an assumption sets.
    enum Handle: Sendable {
        /// The score of an uncertain distribution.
        case leaf(Int, ScoreLaw)
        /// The campaign-wide value of a quantity that is known.
        case slot(Int)
        /// The factor on values that differ between creators.
        case scale(Int)
    }

    /// Whether it is uncertain, so that it has a range of its own; what is known is looked at from a tenth to ten times.
    public var isUncertain: Bool {
        if case .leaf = handle { return true }
        return false
    }

    /// How far it is moved either way: 2.58 standard deviations of its normal score, which 1 in 100 exceeds, where it is
    /// uncertain, and one power of ten (of its odds, for a share) where it is known.
    var span: Double { isUncertain ? StandardNormal.z995 : 1 }

    /// Its value times a power of ten, of its odds for a share.
    func value(decades: Double) -> Double {
        let factor = Double.pow(10, decades)
        return isShare ? centre * factor / (1 - centre + centre * factor) : centre * factor
    }

    /// The position of a value in standard deviations of its normal score, within ±8; nil where it is known.
    public func score(of value: Double) -> Double? {
        guard case .leaf(_, let law) = handle else { return nil }
        var (low, high) = (-8.0, 8.0)
        for _ in 0..<50 {
            let middle = (low + high) / 2
            if law.value(score: middle) < value { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Its values are shown in the unit of its quantity: a factor by what it makes of that.
    public func shown(_ value: Double) -> Double { whole?.value(value) ?? value }
    /// The value of its quantity before it is moved.
    public var shownCentre: Double { shown(centre) }
    /// The key of what is shown; nil of a named assumption and the value of an effect.
    public var shownKey: QuantityKey? { whole.map(\.key) ?? key }
    /// Whether what is shown is a share, 0…1.
    public var isShownAsShare: Bool {
        isUsedAsShare || (whole == nil ? isShare : whole?.key?.domain == .share)
    }

    /// Its value at a position: in standard deviations of its normal score, or in powers of ten.
    public func value(at position: Double) -> Double {
        if case .leaf(_, let law) = handle { return law.value(score: position) }
        return value(decades: position)
    }
}

/// Assumptions moved to positions, everything else left as it is drawn.
struct AssumptionPoint: Sendable {
    /// The values that are moved.
    private(set) var moved = MovedValues()

    /// Nothing is moved.
    init() {}

    /// Slots take other values in all trials.
    init(setting slots: [Int: Double]) { moved.settings = slots }

    /// Some assumptions are moved to positions.
    init(moving assumptions: [Assumption], to positions: [Double]) {
        for (assumption, position) in zip(assumptions, positions) {
            if case .leaf(let leaf, _) = assumption.handle {
                moved.scores[leaf] = position
            } else {
                set(assumption, to: assumption.value(at: position))
            }
        }
    }

    /// An assumption is given a value, which may lie far beyond its range.
    init(setting assumption: Assumption, to value: Double) { set(assumption, to: value) }

    /// Gives an assumption a value, which may lie far beyond its range.
    mutating func set(_ assumption: Assumption, to value: Double) {
        switch assumption.handle {
        case .leaf(let leaf, _): moved.leafValues[leaf] = value
        case .slot(let slot): moved.settings[slot] = value
        case .scale(let slot): moved.settings[slot] = value / assumption.centre
        }
    }
}

// MARK: - What can be moved

extension PreparedCampaign {
    /// The assumptions of the scenario that can be moved by themselves: what is uncertain, then what the file states as
    /// known. Built-in defaults, counts, correlations and what follows from other quantities are left out.
    ///
    /// What only differs between creators can be moved where the campaign was prepared so.
    public var assumptions: [Assumption] {
        let choosers = choosers
        let shares = shares
        let uncertain = zip(studiedInputs, program.leaves.indices).compactMap { input, number -> Assumption? in
            let leaf = program.leaves[number]
            // Which of several sources is right is no number that moves.
            guard !choosers.contains(leaf.path) else { return nil }
            // A distribution inside arithmetic is a number of its own, not a value of the quantity.
            let isBare = scenario.quantities[leaf.path]?.law.isBareDistribution == true
            let key = isBare ? keys[leaf.path] : nil
            return Assumption(
                label: input.label, path: leaf.path, key: key, centre: leaf.law.value(score: 0),
                isShare: key?.domain == .share, handle: .leaf(number, leaf.law),
                whole: isBare ? nil : whole(leaf.path, leaf: number),
                isUsedAsShare: keys[leaf.path] == nil && shares.contains(leaf.path))
        }
        return uncertain + known(shares)
    }

    /// The quantity in whose arithmetic a distribution is a part.
    private func whole(_ path: QuantityPath, leaf: Int) -> Assumption.Whole? {
        guard let slot = program.paths.firstIndex(of: path) else { return nil }
        let program = program
        let medians = SharedScores(
            leaves: program.leaves.map { _ in [0] }, strikes: program.strikes.map { _ in [0.5] })
        return Assumption.Whole(key: keys[path]) { value in
            program.draw(medians, count: 1, leafValues: [leaf: value]).columns[slot][0]
        }
    }

    /// The quantities that say which of several sources is right.
    private var choosers: Set<QuantityPath> {
        Set(
            scenario.quantities.values.compactMap { quantity in
                guard case .either(let chooser, _)? = quantity.law.expression else { return nil }
                return chooser
            })
    }

    /// Which of several sources is right, as something that can be set to the number of one of them.
    func choice(_ chooser: QuantityPath) -> Assumption? {
        program.leaves.firstIndex { $0.path == chooser }.map { number in
            Assumption(
                label: chooser.text, path: chooser, key: nil, centre: 1, isShare: false,
                handle: .leaf(number, program.leaves[number].law))
        }
    }

    private func known(_ shares: Set<QuantityPath>) -> [Assumption] {
        scenario.quantities.sorted { $0.key < $1.key }.compactMap { path, quantity in
            let key = keys[path]
            guard !quantity.provenance.isDefault, Self.isMovable(key),
                let slot = program.paths.firstIndex(of: path)
            else { return nil }
            var handle = Assumption.Handle.slot(slot)
            let centre: Double
            switch quantity.law {
            case .shared(let expression), .scattered(let expression, _):
                guard let value = expression.constantValue else { return nil }
                centre = value
            case .varying(let distribution):
                guard let scale = scales[path] else { return nil }
                handle = .scale(scale)
                centre = distribution.quantile(score: 0)
            }
            let isShare = key?.domain == .share
            guard centre > 0, centre.isFinite, !isShare || centre < 1 else { return nil }
            return Assumption(
                label: path.text, path: path, key: key, centre: centre, isShare: isShare, handle: handle,
                isUsedAsShare: key == nil && shares.contains(path))
        }
    }

    private static func isMovable(_ key: QuantityKey?) -> Bool {
        guard let key else { return true }
        switch key.domain {
        case .share, .positive, .nonNegative: return !key.hasMeanOne
        // Of these only the weeks of an event move, like its probability.
        case .fromOne: return key.section == .risk
        case .wholeNumber, .correlation: return false
        }
    }
}
