import MacroPlugin
import SwiftDiagnostics
import SwiftSyntax

/// Reads a model's stored properties, and collects what is wrong with them.
struct PropertyReader {
    /// Whether the model lives in a collection of its own.
    let isDocument: Bool

    private(set) var properties: [StoredProperty] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(isDocument: Bool) {
        self.isDocument = isDocument
    }

    mutating func read(_ members: MemberBlockItemListSyntax) {
        for member in members {
            if let variable = member.decl.as(VariableDeclSyntax.self) {
                read(variable)
            } else if let condition = member.decl.as(IfConfigDeclSyntax.self),
                condition.hasStoredProperties
            {
                report(
                    "a stored property cannot depend on '#if': every build must read the same documents",
                    at: condition)
            }
        }
        if diagnostics.isEmpty { reportSharedKeys() }
    }

    private mutating func read(_ variable: VariableDeclSyntax) {
        let markers = Markers(variable.attributes)
        guard variable.isInstanceProperty, !variable.isComputed else {
            if let marker = markers.any {
                report(
                    "only a stored property is written to the document; remove this attribute",
                    at: marker)
            }
            return
        }
        if let lazy = variable.modifiers.first(where: { $0.name.tokenKind == .keyword(.lazy) }) {
            report(
                "a lazy property cannot be stored; make it computed, or give it a value", at: lazy)
            return
        }
        // `var a, b: Int` writes the type once, after the last name.
        var type: TypeSyntax?
        var found: [StoredProperty] = []
        for binding in variable.bindings.reversed() {
            type = binding.typeAnnotation?.type ?? (binding.initializer == nil ? type : nil)
            if let property = property(binding, of: variable, type: type, markers: markers) {
                found.append(property)
            }
        }
        properties += found.reversed()
    }

    private mutating func property(
        _ binding: PatternBindingSyntax, of variable: VariableDeclSyntax, type: TypeSyntax?,
        markers: Markers
    ) -> StoredProperty? {
        guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else {
            report(
                "declare each property on its own, so that each has a name to be stored under",
                at: binding.pattern)
            return nil
        }
        let name = pattern.identifier.text
        let plainName = name.trimmingBackticks
        let value = binding.initializer?.value
        if variable.bindingSpecifier.tokenKind == .keyword(.let), value != nil {
            report(
                "'\(plainName)' is a 'let' with a value, so a stored document could never give it another; make it a 'var', or 'static'",
                at: variable.bindingSpecifier,
                fix: FixIt(
                    message: Remedy(message: "make it a 'var'"),
                    changes: [
                        .replace(
                            oldNode: Syntax(variable.bindingSpecifier),
                            newNode: Syntax(
                                variable.bindingSpecifier.with(\.tokenKind, .keyword(.var))))
                    ]))
            return nil
        }
        if type == nil, let value, !value.namesItsType {
            report(
                "write the type of '\(plainName)', as in 'var \(plainName): String = …'",
                at: pattern)
            return nil
        }
        if plainName == "self" || plainName == "Type" {
            report(
                "Swift reads '.\(plainName)' as something else; call the property otherwise and add @Key(\"\(plainName)\")",
                at: pattern)
            return nil
        }
        if isDocument, plainName == "snapshot" {
            report(
                "'snapshot' is the mapper's own memory of the stored document; call the property otherwise and add @Key(\"snapshot\")",
                at: pattern)
            return nil
        }
        if let version = markers.version {
            checkVersion(version, variable: variable, type: type, value: value)
        }
        let isOptional = type?.isWrittenOptional ?? false
        if let unknown = markers.unknown {
            checkRemainder(unknown, markers: markers, type: type, value: value)
        }
        if let time = markers.time {
            checkTime(time.role, time.syntax, variable: variable, type: type, value: value)
        }
        if isDocument, plainName == "id", isOptional {
            report(
                "an identifier cannot be optional: every stored document has one; write 'var id = ObjectID()'",
                at: pattern)
        }
        let key = key(of: plainName, markers: markers)
        return StoredProperty(
            name: name, access: variable.modifiers.fieldAccessPrefix, key: key,
            initialValue: isOptional || key == "_id" ? nil : value,
            calledValue: value?.callsFunction == true ? value : nil, isOptional: isOptional,
            isVersion: markers.version != nil, timeRole: markers.time?.role,
            rules: markers.rules.flatMap(\.writtenArguments),
            isRemainder: markers.unknown != nil, syntax: Syntax(pattern))
    }

    private mutating func key(of name: String, markers: Markers) -> String {
        let isIdentifier = isDocument && name == "id"
        guard let marker = markers.key else { return isIdentifier ? "_id" : name }
        guard let key = marker.plainString else {
            report("a key must be a plain string, as in @Key(\"created\")", at: marker)
            return name
        }
        if key.isEmpty || key.hasPrefix("$") || key.contains(".") || key.contains("\\") {
            report(
                "MongoDB reads '\(key)' as an operator or a path; use a key without '$', '.' and '\\'",
                at: marker)
        }
        if key.contains("\"") || key.contains(where: \.isNewline) {
            report("a key cannot hold a quotation mark or a line break", at: marker)
        }
        if isDocument, isIdentifier != (key == "_id") {
            report(
                "MongoDB's '_id' is always the property 'id', and 'id' is always '_id'; remove @Key",
                at: marker)
        }
        return key
    }

    private mutating func checkVersion(
        _ marker: AttributeSyntax, variable: VariableDeclSyntax, type: TypeSyntax?,
        value: ExprSyntax?
    ) {
        if !isDocument {
            report("only a document has a version; remove @Version", at: marker)
        }
        if variable.bindingSpecifier.tokenKind == .keyword(.let) {
            report("saving changes the version; make it a 'var'", at: variable.bindingSpecifier)
        }
        let isInteger =
            type.map { $0.trimmedDescription == "Int" } ?? value?.is(IntegerLiteralExprSyntax.self)
            ?? false
        if !isInteger {
            report("a version counts saves; declare it as 'var version = 0'", at: marker)
        }
    }

    private mutating func checkRemainder(
        _ marker: AttributeSyntax, markers: Markers, type: TypeSyntax?, value: ExprSyntax?
    ) {
        let name =
            type?.trimmedDescription
            ?? value?.as(FunctionCallExprSyntax.self)?.calledExpression.trimmedDescription
        if name != "BSONDocument" {
            report(
                "@Unknown holds what is no property's; declare it as '@Unknown var rest = BSONDocument()'",
                at: marker)
        }
        if let other = markers.key ?? markers.rules.first {
            report("what @Unknown holds has keys of its own; remove this attribute", at: other)
        }
    }

    private mutating func checkTime(
        _ role: TimeRole, _ marker: AttributeSyntax, variable: VariableDeclSyntax,
        type: TypeSyntax?, value: ExprSyntax?
    ) {
        if !isDocument {
            report("only a document notes its times; remove @\(role.rawValue)", at: marker)
        }
        if variable.bindingSpecifier.tokenKind == .keyword(.let) {
            report(
                "saving changes the time; make it a 'var'", at: variable.bindingSpecifier)
        }
        let isDate =
            role == .deleted
            ? type?.isWrittenOptional == true && type?.writtenWrapped.namesDate == true
            : type?.namesDate ?? value?.namesDate ?? false
        if !isDate {
            report("@\(role.rawValue) is a date; declare it as '\(role.declaration)'", at: marker)
        }
    }

    private mutating func reportSharedKeys() {
        var owners: [String: String] = [:]
        var version: String?
        var times: [TimeRole: String] = [:]
        for property in properties.filter(\.isRemainder).dropFirst() {
            report("a model has one property that is @Unknown", at: property.syntax)
        }
        for property in properties where !property.isRemainder {
            if let other = owners.updateValue(property.name, forKey: property.key) {
                report(
                    "'\(other)' and '\(property.name)' are both stored as \"\(property.key)\"; give one another @Key",
                    at: property.syntax)
            }
            if property.isVersion, let other = version {
                report("'\(other)' is the version already; a document has one", at: property.syntax)
            }
            if property.isVersion { version = property.name }
            if let role = property.timeRole,
                let other = times.updateValue(property.name, forKey: role)
            {
                report(
                    "'\(other)' is marked @\(role.rawValue) already; a document has one",
                    at: property.syntax)
            }
        }
    }

    private mutating func report(_ message: String, at node: some SyntaxProtocol, fix: FixIt? = nil)
    {
        diagnostics.append(Diagnostic(message, at: node, fix: fix))
    }
}
