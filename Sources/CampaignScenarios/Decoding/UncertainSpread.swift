// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A factor by which values differ that is not known itself, written as `varies: 3x to 12x`.
///
/// It is a quantity of its own, `tiers.nano.sales_power.varies`, drawn once a trial.
enum UncertainSpread {
    /// The quantities of a scenario that are factors of others.
    static func parts(of scenario: Scenario) -> Set<QuantityPath> {
        Set(scenario.quantities.values.compactMap(\.spread))
    }
}

extension QuantityDecoder {
    /// The law of a factor written as an interval or a log-normal law; nil where it is something else or wrong, which is reported.
    func uncertainFactor(_ value: WrittenValue, _ node: SourceNode) -> Distribution? {
        let law: Distribution
        switch value {
        case .interval(let low, let high, let offset):
            guard low.suffix == .factor, high.suffix == .factor else { return nil }
            do throws(ValueError) {
                law = try DistributionForm.logNormal(low: low.value, high: high.value, offset: offset)
            } catch {
                self.error(error.message, node.location(at: error.offset))
                return nil
            }
        case .distribution(.logNormal(let stated), _): law = .logNormal(stated)
        case .number, .evidence, .reference, .binary, .data, .distribution: return nil
        }
        guard entry.key?.granularity != .order else {
            error("how much orders differ is one factor, such as 1.5x", node.location)
            return nil
        }
        // The ends as they were written, which a quantile is but for its last bits.
        func end(_ score: Double) -> Double { (law.quantile(score: score) * 1e6).rounded() / 1e6 }
        let (low, high) = (end(-StandardNormal.z95), end(StandardNormal.z95))
        guard low >= 1, Distribution.logSD(spread: high) <= Distribution.LogNormal.logSDLimit else {
            error(
                "the factor is \(ValueLowering.text(low)) to \(ValueLowering.text(high)); it lies between 1x (all alike) and 224x",
                node.location)
            return nil
        }
        return law
    }
}
