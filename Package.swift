// swift-tools-version: 6.2

import CompilerPluginSupport
import PackageDescription

/// The settings of every target: warnings are errors, and every use of unsafe
/// memory is written out.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

// swift-syntax takes two minutes to compile, nine in release. A Linux toolchain
// already contains it, so `make` names that folder here and the macros build in
// seconds; without the variable, or on macOS, SwiftPM builds the package.
let toolchainSyntax = Context.environment["SWIFT_SYNTAX_FROM_TOOLCHAIN"]

/// What a target needs in order to write Swift syntax.
struct SyntaxSource {
    let dependencies: [Target.Dependency]
    let swiftSettings: [SwiftSetting]
    let linkerSettings: [LinkerSetting]

    static func package(_ products: [String]) -> SyntaxSource {
        SyntaxSource(
            dependencies: products.map { .product(name: $0, package: "swift-syntax") },
            swiftSettings: strict,
            linkerSettings: [])
    }

    static func toolchain(_ path: String) -> SyntaxSource {
        let libraries = [
            "SwiftSyntax", "SwiftSyntaxMacros", "SwiftSyntaxBuilder", "SwiftDiagnostics",
            "SwiftCompilerPluginMessageHandling", "SwiftSyntaxMacroExpansion", "SwiftParser",
            "SwiftBasicFormat",
        ]
        return SyntaxSource(
            dependencies: [],
            swiftSettings: strict + [.unsafeFlags(["-I", path])],
            linkerSettings: libraries.map { .linkedLibrary($0) }
                + [.unsafeFlags(["-L", path, "-Xlinker", "-rpath", "-Xlinker", path])])
    }
}

// Products of other packages, each named once.
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(
    name: "Configuration", package: "swift-configuration")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdHTTP2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let inMemoryTracing = Target.Dependency.product(
    name: "InMemoryTracing", package: "swift-distributed-tracing")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let metricsTestKit = Target.Dependency.product(name: "MetricsTestKit", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(
    name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")

let macroSyntax: SyntaxSource =
    toolchainSyntax.map(SyntaxSource.toolchain)
    ?? .package(["SwiftSyntaxMacros", "SwiftCompilerPlugin"])
let macroTestSyntax: SyntaxSource =
    toolchainSyntax.map(SyntaxSource.toolchain)
    ?? .package(["SwiftSyntaxMacros", "SwiftSyntaxMacroExpansion", "SwiftParser"])

let package = Package(
    name: "inkstone",
    platforms: [.macOS("26.0")],
    products: [
        // For the benchmarks, which are a package of their own.
        .library(name: "CAllocations", targets: ["CAllocations"]),
        .library(name: "DocumentMapper", targets: ["DocumentMapper"]),
        .library(name: "MongoClient", targets: ["MongoClient"]),
        .library(name: "RenderCache", targets: ["RenderCache"]),
        .library(name: "Templates", targets: ["Templates"]),
        .library(name: "Web", targets: ["Web"]),
        .executable(name: "inkstone", targets: ["inkstone"]),
        .executable(name: "inkstone-image-worker", targets: ["ImageWorker"]),
        .executable(name: "render-template", targets: ["render-template"]),
        .executable(name: "spec-runner", targets: ["spec-runner"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.45.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ]
        + (toolchainSyntax == nil
            ? [.package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1")] : []),
    targets: [
        // The mapper and what lies under it.
        .systemLibrary(
            name: "CMongoC", pkgConfig: "libmongoc-1.0",
            providers: [.apt(["libmongoc-dev", "libbson-dev"])]),
        // The driver needs it anyway; keys of the cache are digested by it, too.
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "BSON", swiftSettings: strict),
        .target(
            name: "MongoClient",
            dependencies: ["BSON", "CMongoC", "COpenSSL", deque, logging, metrics, tracing],
            swiftSettings: strict),
        // What the two plugins of macros share.
        .target(
            name: "MacroPlugin", dependencies: macroSyntax.dependencies,
            swiftSettings: macroSyntax.swiftSettings,
            linkerSettings: macroSyntax.linkerSettings),
        .macro(
            name: "DocumentMacros", dependencies: ["MacroPlugin"] + macroSyntax.dependencies,
            swiftSettings: macroSyntax.swiftSettings,
            linkerSettings: macroSyntax.linkerSettings),
        .target(
            name: "DocumentMapper", dependencies: ["BSON", "DocumentMacros", "MongoClient"],
            swiftSettings: strict),

        // What pages are made of.
        .macro(
            name: "TemplateMacros", dependencies: ["MacroPlugin"] + macroSyntax.dependencies,
            swiftSettings: macroSyntax.swiftSettings,
            linkerSettings: macroSyntax.linkerSettings),
        .target(name: "Templates", dependencies: ["TemplateMacros"], swiftSettings: strict),
        .executableTarget(
            name: "render-template", dependencies: ["Templates", argumentParser, system],
            swiftSettings: strict),
        .systemLibrary(
            name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"])]),
        .target(name: "Markdown", dependencies: ["CMD4C"], swiftSettings: strict),
        .target(
            name: "Imaging", dependencies: [logging, subprocess, system], swiftSettings: strict),
        // pkg-config's "vips" asks for -pthread, which SwiftPM refuses; the module
        // map links the library itself.
        .systemLibrary(
            name: "CVips", pkgConfig: "gobject-2.0", providers: [.apt(["libvips-dev"])]),
        .executableTarget(name: "ImageWorker", dependencies: ["CVips"], swiftSettings: strict),

        .target(
            name: "RenderCache",
            dependencies: ["COpenSSL", deque, grdb, logging, metrics, nioCore, nioPosix],
            swiftSettings: strict),

        // The web and the blog.
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"])]),
        .target(
            name: "Web",
            dependencies: [
                "CBrotli", "CSodium", "CZlib",
                "RenderCache",
                deque, hummingbird, hummingbirdCore, hummingbirdHTTP2, httpTypes, logging, metrics,
                nioCore, nioExtras, nioHTTP1, nioHTTP2, nioHTTPTypes, nioHTTPTypesHTTP1, nioPosix,
                nioSSL, tracing,
            ],
            swiftSettings: strict),
        .target(
            name: "Blog",
            dependencies: [
                "BSON", "DocumentMapper", "Imaging", "Markdown", "MongoClient", "RenderCache",
                "Templates", "Web",
                hummingbird, httpTypes, logging, nioCore, serviceLifecycle,
            ],
            swiftSettings: strict),
        .target(
            name: "LocalMongo", dependencies: ["BSON", "MongoClient", logging, subprocess, system],
            swiftSettings: strict),
        .systemLibrary(name: "CMalloc"),
        .executableTarget(
            name: "inkstone",
            dependencies: [
                "Blog", "BSON", "CMalloc", "COpenSSL", "LocalMongo", "MongoClient", "RenderCache",
                "Web",
                argumentParser, configuration, hummingbird, logging, metrics, nioCore,
                serviceLifecycle, system, unixSignals,
            ],
            swiftSettings: strict),

        // The tests: one target for each room, and what they share.
        .target(
            name: "TestSupport",
            dependencies: ["BSON", "MongoClient", "Web", logging, nioCore, nioPosix, nioSSL],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "BSONCorpus", dependencies: ["BSON"], path: "Tests/BSONCorpus",
            swiftSettings: strict),
        .testTarget(
            name: "BSONTests", dependencies: ["BSON", "BSONCorpus"], swiftSettings: strict),
        // The specification tests of MongoDB's drivers, which lie elsewhere.
        .executableTarget(
            name: "spec-runner", dependencies: ["SpecRunner"], path: "Tests/SpecRunnerCommand",
            swiftSettings: strict),
        .target(
            name: "SpecRunner", dependencies: ["BSON", "BSONCorpus", "MongoClient", logging],
            path: "Tests/SpecRunner", swiftSettings: strict),
        .testTarget(
            name: "SpecRunnerTests", dependencies: ["BSON", "SpecRunner"], swiftSettings: strict),
        .testTarget(
            name: "MongoClientTests",
            dependencies: [
                "BSON", "MongoClient", "TestSupport",
                inMemoryTracing, logging, metrics, metricsTestKit, tracing,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentMacrosTests",
            dependencies: ["DocumentMacros"] + macroTestSyntax.dependencies,
            swiftSettings: macroTestSyntax.swiftSettings,
            linkerSettings: macroTestSyntax.linkerSettings),
        // What the tests of attachments kill.
        .executableTarget(
            name: "attachment-worker", dependencies: ["BSON", "DocumentMapper", "MongoClient"],
            path: "Tests/AttachmentWorker", swiftSettings: strict),
        // What the tests of migrations run several of, and stop and kill.
        .executableTarget(
            name: "migration-worker", dependencies: ["BSON", "DocumentMapper", "MongoClient"],
            path: "Tests/MigrationWorker", swiftSettings: strict),
        .testTarget(
            name: "DocumentMapperTests",
            dependencies: [
                "BSON", "DocumentMapper", "MongoClient", "TestSupport", subprocess, system,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TemplateMacrosTests",
            dependencies: ["TemplateMacros"] + macroTestSyntax.dependencies,
            swiftSettings: macroTestSyntax.swiftSettings,
            linkerSettings: macroTestSyntax.linkerSettings),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .executableTarget(
            name: "allocation-check", dependencies: ["CAllocations", "Templates"],
            path: "Tests/AllocationCheck", swiftSettings: strict),
        .testTarget(
            name: "TemplatesTests",
            dependencies: ["Templates", "TestSupport", "render-template", subprocess, system],
            swiftSettings: strict),
        // What the tests of stores that processes share run several of, and kill.
        .executableTarget(
            name: "cache-worker", dependencies: ["RenderCache", nioCore],
            path: "Tests/CacheWorker", swiftSettings: strict),
        .executableTarget(
            name: "memoize-worker", dependencies: ["RenderCache", logging],
            path: "Tests/MemoizeWorker", swiftSettings: strict),
        .testTarget(
            name: "RenderCacheTests",
            dependencies: [
                "RenderCache", "TestSupport",
                grdb, logging, metrics, metricsTestKit, nioCore, nioPosix, subprocess, system,
            ],
            swiftSettings: strict),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"], swiftSettings: strict),
        .testTarget(
            name: "ImagingTests", dependencies: ["Imaging", "TestSupport", logging],
            swiftSettings: strict),
        // Unpacks what Web has packed.
        .systemLibrary(name: "CUnpacking", path: "Tests/CUnpacking"),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "BSON", "CUnpacking", "MongoClient", "RenderCache", "TestSupport", "Web",
                hummingbird, hummingbirdCore, httpTypes, inMemoryTracing, logging, metrics, nioCore,
                nioEmbedded, nioHTTPTypes, nioPosix, tracing,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "BlogTests",
            dependencies: [
                "BSON", "Blog", "DocumentMapper", "Markdown", "MongoClient", "RenderCache",
                "Templates", "TestSupport", "Web",
                hummingbird, httpTypes, inMemoryTracing, logging, nioCore, tracing,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LocalMongoTests", dependencies: ["BSON", "LocalMongo", "MongoClient", logging],
            swiftSettings: strict),
    ]
)
