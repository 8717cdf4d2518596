package import SwiftDiagnostics
package import SwiftSyntax

/// What is wrong with a declaration, and what its author can do about it.
package struct Mistake: DiagnosticMessage {
    package let message: String
    package let severity: DiagnosticSeverity

    package var diagnosticID: MessageID { MessageID(domain: "Inkstone", id: "mistake") }

    package init(_ message: String, severity: DiagnosticSeverity = .error) {
        self.message = message
        self.severity = severity
    }
}

extension Diagnostic {
    /// Points at the part of the declaration that is wrong.
    package init(_ message: String, at node: some SyntaxProtocol, fix: FixIt? = nil) {
        self.init(
            node: Syntax(node), message: Mistake(message), fixIts: fix.map { [$0] } ?? [])
    }

    /// Points at the part of the declaration that does more than it seems to.
    package init(warning message: String, at node: some SyntaxProtocol) {
        self.init(node: Syntax(node), message: Mistake(message, severity: .warning))
    }
}

/// The words on the button that mends a mistake.
package struct Remedy: FixItMessage {
    package let message: String

    package var fixItID: MessageID { MessageID(domain: "Inkstone", id: "remedy") }

    package init(message: String) {
        self.message = message
    }
}
