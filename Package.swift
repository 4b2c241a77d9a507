// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// The settings of every Swift target: the strictest the toolchain offers, so that a slip stops the build.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "tiercast",
    products: [
        .executable(name: "tiercast", targets: ["tiercast"]),
        .library(name: "CampaignDistributions", targets: ["CampaignDistributions"]),
        .library(name: "CampaignText", targets: ["CampaignText"]),
        .library(name: "CampaignModel", targets: ["CampaignModel"]),
        .library(name: "CampaignResults", targets: ["CampaignResults"]),
        .library(name: "CampaignSampling", targets: ["CampaignSampling"]),
        .library(name: "CampaignLearning", targets: ["CampaignLearning"]),
        .library(name: "CampaignForecasting", targets: ["CampaignForecasting"]),
        .library(name: "CampaignScenarios", targets: ["CampaignScenarios"]),
        .library(name: "CampaignReports", targets: ["CampaignReports"]),
        .library(name: "CampaignStore", targets: ["CampaignStore"]),
        .library(name: "CampaignWorkbench", targets: ["CampaignWorkbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
        .target(
            name: "CampaignDistributions",
            dependencies: ["CGSL", .product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: strict),
        .target(name: "CampaignText", swiftSettings: strict),
        .target(
            name: "CampaignModel",
            dependencies: [
                "CampaignDistributions", "CampaignText", .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(name: "CampaignResults", dependencies: ["CampaignModel", "CampaignText"], swiftSettings: strict),
        .target(
            name: "CampaignSampling",
            dependencies: [
                "CampaignDistributions", "CampaignModel", "CGSL",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(
            name: "CampaignLearning",
            dependencies: [
                "CampaignDistributions", "CampaignModel", "CGSL",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(
            name: "CampaignForecasting",
            dependencies: [
                "CampaignLearning", "CampaignModel", "CampaignResults", "CampaignSampling", "CampaignText",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(
            name: "CampaignScenarios",
            dependencies: [
                "CampaignModel", "CampaignText", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "CampaignReports",
            dependencies: [
                "CampaignModel", "CampaignForecasting", "CampaignLearning", "CampaignResults", "CampaignText",
                .product(name: "RealModule", package: "swift-numerics"),
            ], swiftSettings: strict),
        .target(
            name: "CampaignStore",
            dependencies: [
                "CampaignModel", "CampaignForecasting", "CampaignReports", "CampaignText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "CampaignWorkbench",
            dependencies: ["CampaignModel", "CampaignForecasting", "CampaignScenarios", "CampaignReports"],
            swiftSettings: strict),
        .executableTarget(
            name: "tiercast",
            dependencies: [
                "CampaignModel", "CampaignForecasting", "CampaignResults", "CampaignScenarios", "CampaignReports",
                "CampaignStore", "CampaignText", "CampaignWorkbench",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "moves-benchmark",
            dependencies: ["CampaignModel", "CampaignForecasting", "CampaignScenarios", "CampaignWorkbench"],
            path: "Benchmarks/Moves", swiftSettings: strict),
        .testTarget(
            name: "CampaignDistributionsTests", dependencies: ["CampaignDistributions"], swiftSettings: strict),
        .testTarget(name: "CampaignModelTests", dependencies: ["CampaignModel"], swiftSettings: strict),
        .testTarget(
            name: "CampaignResultsTests", dependencies: ["CampaignModel", "CampaignResults", "CampaignText"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "CampaignSamplingTests",
            dependencies: [
                "CampaignModel", "CampaignSampling", .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CampaignLearningTests", dependencies: ["CampaignDistributions", "CampaignLearning"],
            swiftSettings: strict),
        .testTarget(
            name: "CampaignForecastingTests",
            dependencies: [
                "CampaignDistributions", "CampaignLearning", "CampaignModel", "CampaignResults", "CampaignSampling",
                "CampaignForecasting",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CampaignScenariosTests",
            dependencies: [
                "CampaignModel", "CampaignForecasting", "CampaignScenarios", .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["expected-problems.txt"], swiftSettings: strict),
        .testTarget(
            name: "CampaignReportsTests",
            dependencies: [
                "CampaignModel", "CampaignSampling", "CampaignForecasting", "CampaignReports", "CampaignText",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CampaignWorkbenchTests",
            dependencies: [
                "CampaignModel", "CampaignForecasting", "CampaignScenarios", "CampaignReports", "CampaignWorkbench",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TiercastTests", dependencies: ["tiercast", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "CampaignForecasting", "CampaignModel", "CampaignReports", "CampaignResults", "CampaignStore",
            ],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ]
)
