// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS("26.0")],
    dependencies: [
        // By name too: the folder of a clone may be called anything.
        .package(name: "inkstone", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "workloads",
            dependencies: [
                .product(name: "DocumentMapper", package: "inkstone"),
                .product(name: "MongoClient", package: "inkstone"),
                .product(name: "Templates", package: "inkstone"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
            ])
    ]
)
