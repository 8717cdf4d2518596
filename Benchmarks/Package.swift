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
        .package(name: "inkstone", path: ".."),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
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
            name: "upload-bench",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MongoClient", package: "inkstone"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Web", package: "inkstone"),
            ],
            swiftSettings: strict),
        .target(
            name: "AnonymousSite",
            dependencies: [.product(name: "Web", package: "inkstone")],
            swiftSettings: strict),
        .executableTarget(
            name: "cache-bench",
            dependencies: [
                "Measuring",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "RenderCache", package: "inkstone"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "page-bench",
            dependencies: [
                "Measuring",
                .product(name: "CAllocations", package: "inkstone"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Templates", package: "inkstone"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "pages-bench",
            dependencies: [
                "AnonymousSite",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "RenderCache", package: "inkstone"),
                .product(name: "Web", package: "inkstone"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "web-bench",
            dependencies: [
                "AnonymousSite",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Web", package: "inkstone"),
            ],
            swiftSettings: strict),
    ]
)
