// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own: nobody who builds the product builds them.

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v14)],
    dependencies: [.package(name: "huiyin", path: "..")],
    targets: [
        .executableTarget(
            name: "planner", dependencies: [.product(name: "RegulationEngine", package: "huiyin")], path: "Planner",
            swiftSettings: [
                .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ])
