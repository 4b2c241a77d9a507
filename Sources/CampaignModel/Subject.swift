// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// What a result is about: a scenario as it was simulated, and the file that it comes from.
public struct Subject: Sendable, Equatable {
    /// The scenario.
    public var scenario: Scenario
    /// The file's name as it was given; empty where the scenario comes from none.
    public var file: String
    /// 16 hexadecimal digits that stand for all that the file says, with defaults and overrides filled in; empty where the scenario
    /// comes from none.
    public var checksum: String

    /// A scenario, and where it comes from.
    public init(_ scenario: Scenario, file: String = "", checksum: String = "") {
        self.scenario = scenario
        self.file = file
        self.checksum = checksum
    }

    /// The file's name without folders.
    public var fileName: String { FileName.last(file) }
    /// The file's name without folders and without what follows its last dot.
    public var fileStem: String { FileName.stem(file) }
}
