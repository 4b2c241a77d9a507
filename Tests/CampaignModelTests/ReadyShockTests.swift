// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@Suite("Ready shocks")
struct ReadyShockTests {
    @Test("The page on stress lists every ready shock with what its record says it changes, in order")
    func documented() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/stress.md")
        let table = ReadyShock.allCases.map { shock in
            let name =
                shock.record.place == .platforms ? "`instagram_\(shock.rawValue)` and so on" : "`\(shock.rawValue)`"
            return "| \(name) | \(shock.record.effect) |"
        }
        #expect(try String(contentsOf: page, encoding: .utf8).contains(table.joined(separator: "\n") + "\n\n"))
    }

    @Test("Every ready shock changes something, and says what it stands for")
    func records() {
        for shock in ReadyShock.allCases {
            #expect(!shock.record.changes.isEmpty && !shock.record.meaning.isEmpty)
        }
    }
}
