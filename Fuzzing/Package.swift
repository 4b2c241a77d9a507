// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// A fuzzer of the scenario reader, in a package of its own so that its flags cost nobody else.
let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "tiercast", path: "..")],
    targets: [
        .executableTarget(
            name: "ScenarioFuzzer",
            dependencies: [.product(name: "CampaignScenarios", package: "tiercast")],
            swiftSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
    ]
)
