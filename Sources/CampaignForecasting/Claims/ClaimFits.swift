// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// How far the medians of claims lie from what is claimed.
struct ClaimFits: Sendable {
    let claims: [Claim]
    /// A hundredth: how far inside the edge of a tolerance a search aims.
    private static let hair = 0.01

    init(_ claims: [Claim]) { self.claims = claims }

    /// The distance of a median, as a logarithm of a factor where both sides are positive, else as a share of
    /// what is claimed.
    struct Logs: Sendable {
        /// From the nearest end of what is claimed.
        var distance: Double
        /// Beyond the tolerance; 0 where the claim holds.
        var miss: Double
        /// Whether the left side must grow for the claim to hold.
        var isTooLow: Bool
    }

    /// The distances of all claims, from their columns.
    func logs(_ columns: SampleTable<ClaimColumn>) -> [Logs] {
        claims.indices.map { number in
            let claim = claims[number]
            let (low, high) = (
                distance(number, columns, towardsLow: true), distance(number, columns, towardsLow: false)
            )
            // Two medians never agree exactly.
            let isExact =
                claim.relation == .equal && claim.tolerance == 0
                && side(.low, number, columns) == side(.high, number, columns)
            let tolerance = isExact ? Self.hair : claim.tolerance
            let allowed = isPositive(number, columns) ? Double.log(onePlus: tolerance) : tolerance
            let isTooLow = claim.relation != .atMost && !(low >= -allowed)
            let isTooHigh = claim.relation != .atLeast && !(high <= allowed)
            // A search aims inside the edge by a hair, so that it arrives.
            let aim = isExact ? 0 : allowed - Self.hair
            let miss = isTooLow ? low + aim : isTooHigh ? high - aim : 0
            let nearest = isTooLow || (!isTooHigh && abs(low) < abs(high)) ? low : high
            return Logs(distance: nearest, miss: miss, isTooLow: isTooLow)
        }
    }

    /// The distance of a claim's median from one end of what is claimed, whose sign changes where it holds exactly.
    func margin(_ number: Int, towardsLow: Bool) -> Margin<ClaimColumn> {
        Margin { columns in
            let value = distance(number, columns, towardsLow: towardsLow)
            // The error of a median from its order statistics.
            let ratios = self.ratios(number, columns, towardsLow: towardsLow).sorted()
            guard ratios.count > 8 else { return (value, .nan) }
            let half = 0.98 * Double(ratios.count).squareRoot()
            let middle = Double(ratios.count) / 2
            let (low, high) = (
                ratios[Int(clamping: middle - half)], ratios[min(ratios.count - 1, Int(clamping: middle + half))]
            )
            return (value, (high - low) / (2 * StandardNormal.z975))
        }
    }

    private func side(
        _ side: ClaimColumn.Side, _ number: Int, _ columns: SampleTable<ClaimColumn>
    ) -> [Double] { columns[ClaimColumn(claim: number, side: side)] }

    private func distance(_ number: Int, _ columns: SampleTable<ClaimColumn>, towardsLow: Bool) -> Double {
        Self.median(ratios(number, columns, towardsLow: towardsLow))
    }

    /// The trials' logarithms of left over right; relative differences where a side is not positive.
    private func ratios(_ number: Int, _ columns: SampleTable<ClaimColumn>, towardsLow: Bool) -> [Double] {
        let left = side(.left, number, columns)
        let right = side(towardsLow ? .low : .high, number, columns)
        if isPositive(number, columns) {
            return zip(left, right).map { $0 > 0 ? Double.log($0 / $1) : -.infinity }.filter { !$0.isNaN }
        }
        // A share of what is claimed, as a tolerance is; where that is 0, the difference itself.
        let size = abs(Self.median(right))
        return zip(left, right).map { ($0 - $1) / (size > 0 ? size : 1) }.filter { !$0.isNaN }
    }

    /// Whether both sides of a claim are amounts above 0, so that their ratio tells how far apart they are.
    private func isPositive(_ number: Int, _ columns: SampleTable<ClaimColumn>) -> Bool {
        [ClaimColumn.Side.left, .low, .high].allSatisfy { Self.median(side($0, number, columns)) > 0 }
    }

    /// The median of the values that are defined; NaN without one.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return .nan }
        return sorted.count % 2 == 1
            ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }
}
