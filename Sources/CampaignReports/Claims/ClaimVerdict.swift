// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// One plain sentence on which claims hold, and which cannot hold together.
struct ClaimVerdict {
    let check: ClaimCheck

    /// The pairs of claims that each can hold by itself, but not together.
    var contradictions: [ClaimPair] { check.pairs.filter { !$0.canHold && $0.firstCanHold && $0.secondCanHold } }

    /// The sentence.
    var sentence: String {
        let names = check.claims.map { Displayed.clean($0.claim.name) }
        let holding = check.claims.indices.filter { check.claims[$0].holdsTypically }
        var sentences = [
            "\(holding.count) of \(Self.count(names.count)) \(holding.count == 1 ? "holds" : "hold") at the median"
                + (holding.isEmpty ? "." : ": \(holding.map { names[$0] }.joined(separator: ", ")).")
        ]
        if let first = contradictions.first {
            let more = contradictions.count - 1
            sentences.append(
                "\(names[first.first]) and \(names[first.second]) can hold each, but not together within what is assumed"
                    + (more > 0 ? "; \(more) more \(more == 1 ? "pair" : "pairs") likewise." : "."))
        }
        let never = hopeless.map { names[$0] }
        if !never.isEmpty {
            sentences.append("\(never.joined(separator: ", ")) cannot hold within the ranges assumed.")
        }
        return sentences.joined(separator: " ")
    }

    /// The claims that cannot hold by themselves; known where there are two claims or more.
    private var hopeless: [Int] {
        check.claims.indices.filter { number in
            check.pairs.contains {
                ($0.first == number && !$0.firstCanHold) || ($0.second == number && !$0.secondCanHold)
            }
        }
    }

    private static func count(_ number: Int) -> String { number == 1 ? "1 claim" : "\(number) claims" }
}
