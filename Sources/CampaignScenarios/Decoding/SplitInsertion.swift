// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension ReadScenario {
    /// The file's text with one more split, before the last one that stands there, so that the first stays first where
    /// there are several; nothing else is touched.
    ///
    /// - Parameters:
    ///   - name: a name that no split of the file has.
    ///   - amounts: the money of each line, by the line's name; lines without money are left out.
    ///   - text: the file's text.
    /// - Returns: nil where a split of the file cannot be found in the text.
    public func text(_ text: String, addingSplit name: String, amounts: [(line: String, amount: Double)]) -> String? {
        guard let place = scenario.splits.map({ location(ofSplit: $0.name) }).max() else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.indices.contains(place.line - 1) else { return nil }
        let shares = amounts.filter { $0.amount > 0 }.map { "\($0.line): \(Self.written($0.amount))" }
        let split = "\(name): {\(shares.joined(separator: ", "))}"
        var line = lines[place.line - 1]
        guard let start = line.index(line.startIndex, offsetBy: place.column - 1, limitedBy: line.endIndex) else {
            return nil
        }
        let indent = line[..<start]
        if indent.allSatisfy({ $0 == " " }) {
            lines.insert(indent + split, at: place.line - 1)
        } else {
            line.insert(contentsOf: split + ", ", at: start)
            lines[place.line - 1] = line
        }
        return lines.joined(separator: "\n")
    }

    /// An amount to the cent, without needless digits.
    private static func written(_ amount: Double) -> String {
        let cents = Int(clamping: (amount * 100).rounded())
        if cents % 100 == 0 { return "\(cents / 100)" }
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
