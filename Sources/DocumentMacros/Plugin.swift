#if canImport(SwiftCompilerPlugin)
import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin that DocumentMapper's attributes expand through.
@main
struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        DocumentMacro.self, EmbeddedMacro.self, MarkerMacro.self,
    ]
}
#else
@_spi(PluginMessage) import SwiftCompilerPluginMessageHandling
import SwiftSyntaxMacros

/// The same plugin over the toolchain's libraries, which lack the usual entry
/// point.
@main
struct Plugin: PluginProvider {
    var features: [PluginFeature] { [] }

    func resolveMacro(moduleName: String, typeName: String) throws -> any Macro.Type {
        switch typeName {
        case "DocumentMacro": DocumentMacro.self
        case "EmbeddedMacro": EmbeddedMacro.self
        case "MarkerMacro": MarkerMacro.self
        default: throw UnknownMacro(name: typeName)
        }
    }

    static func main() throws {
        let connection = try StandardIOMessageConnection()
        try CompilerPluginMessageListener(connection: connection, provider: Self()).main()
    }
}

/// The compiler asked for a macro that this plugin does not hold.
private struct UnknownMacro: Error, CustomStringConvertible {
    let name: String

    var description: String { "DocumentMacros has no macro called \(name)" }
}
#endif
