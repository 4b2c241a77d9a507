// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// Sums of numbers that are known by their logarithms.
enum LogSum {
    /// ln Σ exp(xᵢ); −∞ of none.
    static func value(_ logs: some Collection<Double>) -> Double {
        guard let largest = logs.max(), largest > -.infinity else { return -.infinity }
        return largest + Double.log(logs.reduce(0.0) { $0 + Double.exp($1 - largest) })
    }

    /// The numbers as shares of their sum; zeros where the sum is 0.
    static func shares(_ logs: [Double]) -> [Double] {
        let total = value(logs)
        return logs.map { total > -.infinity ? Double.exp($0 - total) : 0 }
    }
}
