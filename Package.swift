// swift-tools-version: 6.2
import PackageDescription

// The house of Huiyin: every floor imports only downward. ARCHITECTURE.md carries the same table,
// and Tests/ArchitectureTests compares it with the `import` lines of the sources.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func floor(_ name: String, on below: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: below, swiftSettings: settings)
}

func tests(of name: String, with more: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.target(name: name)] + more, swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "huiyin",
    platforms: [.macOS(.v14)],
    products: [
        .executable(name: "huiyin", targets: ["huiyin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // Ground floor: words and judgement. Pure: no input or output, no clock, no chance.
        floor("Domain"),
        floor("RegulationEngine", on: ["Domain", yams]),
        floor("Statistics", on: ["Domain"]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        floor("Interop", on: ["Domain", "CZip", "CExpat", "CXlsxWriter"]),
        floor("Phrasebook", on: ["Domain"]),

        // Cellar: what is kept.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        floor("Secrets", on: ["CSodium"]),
        floor("SQLCore"),
        floor("SQLiteDriver", on: ["SQLCore", "CSQLite"]),
        floor("Storage", on: ["Domain", "SQLCore", "Secrets"]),

        // Main floor: what is done.
        floor("Operations", on: ["Domain", "RegulationEngine", "Statistics", "Interop", "Storage", "SQLCore", "Secrets"]),
        floor("Rehearsal", on: ["Domain", "RegulationEngine", "Statistics", "Interop", "Storage", "SQLCore", "Secrets", "Operations", yams]),

        // Windows: what is seen, and what goes out.
        floor("Channels"),
        floor("Pages", on: ["Domain", "Statistics", "Phrasebook"]),
        floor(
            "Web",
            on: [
                "Domain", "RegulationEngine", "Statistics", "Interop", "Storage", "SQLCore", "Operations", "Pages", "Phrasebook",
                hummingbird, logging, lifecycle, nioCore, nioPosix, httpTypes,
            ]),
        .executableTarget(
            name: "huiyin",
            dependencies: [
                "Domain", "RegulationEngine", "Statistics", "Interop", "Phrasebook", "Secrets", "SQLCore", "SQLiteDriver", "Storage",
                "Operations", "Rehearsal", "Pages", "Channels", "Web", arguments, hummingbird, logging, lifecycle,
            ],
            swiftSettings: settings),

        // Measures; needed by nobody who runs the product.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Domain", "RegulationEngine", "Interop", "Secrets", "SQLCore", "SQLiteDriver", "Storage", "Operations", "CZip", "CExpat",
                "CXlsxWriter",
            ],
            path: "Benchmarks", exclude: ["served.py", "wire.py"], swiftSettings: settings),

        tests(of: "Domain"),
        tests(of: "RegulationEngine", with: ["Domain", yams]),
        tests(of: "Statistics", with: ["Domain"]),
        tests(of: "Interop", with: ["Domain", "RegulationEngine", "CZip"]),
        tests(of: "Phrasebook", with: ["Domain"]),
        tests(of: "Secrets"),
        tests(of: "SQLiteDriver", with: ["SQLCore", "CSQLite", "crashwriter"]),
        // The program that the crash tests kill.
        .executableTarget(name: "crashwriter", dependencies: ["SQLCore", "SQLiteDriver"], path: "Tests/Crash/crashwriter", swiftSettings: settings),
        tests(of: "Storage", with: ["Domain", "SQLCore", "SQLiteDriver", "Secrets"]),
        tests(of: "Operations", with: ["Domain", "RegulationEngine", "Statistics", "Interop", "Storage", "SQLCore", "SQLiteDriver", "Secrets"]),
        tests(of: "Rehearsal", with: ["Domain", "RegulationEngine", "Statistics", "Interop", "Secrets", "Operations", "Storage", "SQLCore", "SQLiteDriver", yams]),
        tests(of: "Channels", with: [nioCore, nioPosix]),
        .testTarget(name: "PagesTests", dependencies: ["Pages", "Domain", "Statistics", "Phrasebook"], exclude: ["Golden"], swiftSettings: settings),
        tests(
            of: "Web",
            with: [
                "Domain", "RegulationEngine", "Interop", "Operations", "Pages", "Phrasebook", "Secrets", "SQLCore", "SQLiteDriver", "Storage",
                hummingbird, hummingbirdTesting, logging, httpTypes, nioCore, nioPosix,
            ]),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    ]
)
