import SwiftDiagnostics
import SwiftSyntax

/// What is wrong with a model, and what its author can do about it.
struct Mistake: DiagnosticMessage {
    let message: String

    var severity: DiagnosticSeverity { .error }

    var diagnosticID: MessageID { MessageID(domain: "DocumentMapper", id: "mistake") }

    init(_ message: String) {
        self.message = message
    }
}

extension Diagnostic {
    /// Points at the part of the model that is wrong.
    init(_ message: String, at node: some SyntaxProtocol, fix: FixIt? = nil) {
        self.init(
            node: Syntax(node), message: Mistake(message), fixIts: fix.map { [$0] } ?? [])
    }
}

/// The words on the button that mends a mistake.
struct Remedy: FixItMessage {
    let message: String

    var fixItID: MessageID { MessageID(domain: "DocumentMapper", id: "remedy") }
}
