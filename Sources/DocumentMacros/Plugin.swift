import SwiftSyntaxMacros

#if canImport(SwiftCompilerPlugin)
import SwiftCompilerPlugin
#else
import MacroPlugin
#endif

/// The compiler plugin that DocumentMapper's attributes expand through.
@main
struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        DocumentMacro.self, EmbeddedMacro.self, MarkerMacro.self,
    ]
}
