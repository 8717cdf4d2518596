import SwiftSyntaxMacros

#if canImport(SwiftCompilerPlugin)
import SwiftCompilerPlugin
#else
import MacroPlugin
#endif

/// The compiler plugin that Templates' attributes expand through.
@main
struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [TemplateDataMacro.self, NotShownMacro.self]
}
