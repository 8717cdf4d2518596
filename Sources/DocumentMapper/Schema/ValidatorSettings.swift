public import BSON

/// Which documents the server checks.
public enum ValidationLevel: String, Sendable, Hashable {
    /// Every document that is inserted or changed.
    case strict
    /// Not those that broke the rules before they were changed.
    case moderate
    /// None.
    case off
}

/// What the server does with a document that breaks the rules.
public enum ValidationAction: String, Sendable, Hashable {
    /// It refuses it.
    case error
    /// It takes it, and writes so into its log.
    case warn
}

/// What a collection checks its documents by.
public struct ValidatorSettings: Sendable, Hashable {
    /// The condition that documents must meet, in MongoDB's own words; empty for none.
    public let condition: BSONDocument

    /// Which documents are checked.
    public let level: ValidationLevel

    /// What happens to one that breaks the rules.
    public let action: ValidationAction

    init(condition: BSONDocument, level: ValidationLevel, action: ValidationAction) {
        self.condition = condition
        self.level = level
        self.action = action
    }

    /// Reads what `listCollections` says; where it says nothing, the server's defaults
    /// hold.
    init(options: BSONDocument) {
        condition = options["validator"]?.document ?? [:]
        level = options["validationLevel"]?.string.flatMap(ValidationLevel.init) ?? .strict
        action = options["validationAction"]?.string.flatMap(ValidationAction.init) ?? .error
    }

    /// The command that gives a collection these settings.
    func command(_ name: String, _ collection: String) -> BSONDocument {
        var command = BSONDocument()
        command.set(name, .string(collection))
        command.append("validator", condition)
        command.append("validationLevel", level.rawValue)
        command.append("validationAction", action.rawValue)
        return command
    }
}
