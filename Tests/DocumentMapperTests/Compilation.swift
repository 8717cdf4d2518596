import Subprocess
import SystemPackage

/// What the compiler says of a program that uses the mapper.
///
/// The program is checked against the modules and the macros that the tests themselves
/// were built from.
struct Compilation {
    /// Everything that was printed, with places and excerpts.
    let output: String

    /// The errors, without their places.
    var errors: [String] {
        output.split(separator: "\n").compactMap { line in
            guard !line.hasPrefix(" "), let range = line.firstRange(of: ": error: ") else {
                return nil
            }
            return String(line[range.upperBound...])
        }
    }

    init(of program: String) async throws {
        let products = FilePath(CommandLine.arguments[0]).removingLastComponent()
        let sources = FilePath(#filePath)
            .removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("Sources")
        let headers = try await Subprocess.run(
            .name("pkg-config"), arguments: ["--cflags", "libmongoc-1.0"],
            output: .string(limit: 4096))
        var arguments = [
            "-typecheck", "-swift-version", "6", "-enable-upcoming-feature",
            "MemberImportVisibility", "-I", "\(products.appending("Modules"))",
            "-load-plugin-executable",
            "\(products.appending("DocumentMacros-tool"))#DocumentMacros",
        ]
        for module in ["CMongoC", "COpenSSL"] {
            arguments += [
                "-Xcc", "-fmodule-map-file=\(sources.appending("\(module)/module.modulemap"))",
            ]
        }
        for flag in headers.standardOutput.split(whereSeparator: \.isWhitespace) {
            arguments += ["-Xcc", String(flag)]
        }
        let result = try await Subprocess.run(
            .name("swiftc"), arguments: Arguments(arguments + ["-"]),
            input: .string("import DocumentMapper\n" + program), output: .discarded,
            error: .string(limit: 1 << 20))
        output = result.standardError
    }
}
