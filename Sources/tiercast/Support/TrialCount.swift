// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser

/// A number of trials as it is typed: `5000`, `10k`, `2M`.
struct TrialCount: ExpressibleByArgument {
    /// The most trials of a run.
    static let most = 1_000_000_000

    /// The number.
    let value: Int

    /// The number of trials that `argument` says; nil where it is not 1 to a billion.
    init?(argument: String) {
        var digits = argument[...]
        var factor = 1
        if digits.hasSuffix("k") || digits.hasSuffix("K") { factor = 1_000 }
        if digits.hasSuffix("M") { factor = 1_000_000 }
        if factor > 1 { digits = digits.dropLast() }
        let plain = digits.filter { $0 != "_" }
        guard !plain.isEmpty, plain.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(plain) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow, (1...Self.most).contains(product) else { return nil }
        value = product
    }
}
