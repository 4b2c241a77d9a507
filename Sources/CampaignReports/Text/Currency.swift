// SPDX-License-Identifier: GPL-3.0-or-later

/// The currency of a scenario, as it is printed before an amount.
public struct Currency: Sendable, Equatable {
    /// The ISO 4217 code.
    public let code: String

    /// The currency with this ISO 4217 code.
    public init(code: String) { self.code = code }

    /// What is printed before an amount: the symbol where every reader knows it, else the code and a space.
    public var prefix: String {
        switch code {
        case "USD": "$"
        case "EUR": "€"
        case "GBP": "£"
        default: Displayed.clean(code) + " "
        }
    }
}
