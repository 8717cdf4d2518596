// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "benchmarks",
    platforms: [.macOS("26.0")],
    dependencies: [
        // By name too: the folder of a clone may be called anything.
        .package(name: "inkstone", path: "..")
    ],
    targets: [
        .target(name: "Measuring", swiftSettings: strict),
        .executableTarget(
            name: "mapper-bench",
            dependencies: [
                "Measuring",
                .product(name: "DocumentMapper", package: "inkstone"),
                .product(name: "MongoClient", package: "inkstone"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "page-bench",
            dependencies: ["Measuring", .product(name: "Templates", package: "inkstone")],
            swiftSettings: strict),
    ]
)
