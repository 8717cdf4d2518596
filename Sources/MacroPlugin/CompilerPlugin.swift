#if !canImport(SwiftCompilerPlugin)
@_spi(PluginMessage) package import SwiftCompilerPluginMessageHandling
package import SwiftSyntaxMacros

/// What starts a compiler plugin, over the toolchain's libraries: these lack the
/// module of swift-syntax that declares the same.
package protocol CompilerPlugin: PluginProvider {
    init()

    /// The macros that the plugin holds.
    var providingMacros: [any Macro.Type] { get }
}

extension CompilerPlugin {
    /// None of the features that plugins may lack.
    package var features: [PluginFeature] { [] }

    /// Finds a macro by the name of its type.
    ///
    /// - Throws: An error that names it, when the plugin holds none of that name.
    package func resolveMacro(moduleName: String, typeName: String) throws -> any Macro.Type {
        guard let macro = providingMacros.first(where: { "\($0)" == typeName }) else {
            throw UnknownMacro(name: "\(moduleName).\(typeName)")
        }
        return macro
    }

    /// Refuses libraries: without the feature, no compiler asks for them.
    ///
    /// - Throws: An error that names the library.
    package func loadPluginLibrary(libraryPath: String, moduleName: String) throws {
        throw UnknownMacro(name: libraryPath)
    }

    /// Answers the compiler until it has no more questions.
    ///
    /// - Throws: An error when the compiler cannot be spoken to.
    package static func main() throws {
        let connection = try StandardIOMessageConnection()
        try CompilerPluginMessageListener(connection: connection, provider: Self()).main()
    }
}

/// The compiler asked for a macro that the plugin does not hold.
private struct UnknownMacro: Error, CustomStringConvertible {
    let name: String

    var description: String { "there is no macro called \(name)" }
}
#endif
