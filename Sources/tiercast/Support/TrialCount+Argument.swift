// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import CampaignWorkbench

extension TrialCount: ExpressibleByArgument {
    /// A number of trials as it is typed.
    public init?(argument: String) { self.init(argument) }
}
