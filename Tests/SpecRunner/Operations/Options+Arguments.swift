import BSON
import MongoClient

// Each type of options takes its own arguments; those that it has no name for are left,
// so that they are reported as unknown.

extension Arguments {
    /// Takes the name of an index, or its keys.
    mutating func hint() throws -> IndexHint? {
        switch value("hint") {
        case .string(let name): .name(name)
        case .document(let keys): .keys(keys)
        case nil: nil
        case let other?: throw Failure("\(other.words) is no hint")
        }
    }
}

extension FindOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(
            sort: try arguments.document("sort"),
            projection: try arguments.document("projection"),
            skip: try arguments.int("skip"), limit: try arguments.int("limit"),
            batchSize: try arguments.int("batchSize"))
        hint = try arguments.hint()
        minimum = try arguments.document("min")
        maximum = try arguments.document("max")
        collation = try arguments.document("collation")
        comment = arguments.value("comment")
        variables = try arguments.document("let")
        maximumTime = try arguments.duration("maxTimeMS")
        allowsDiskUse = try arguments.bool("allowDiskUse")
        isKeptWhileIdle = try arguments.bool("noCursorTimeout")
        allowsPartialResults = try arguments.bool("allowPartialResults")
        returnsIndexKeys = try arguments.bool("returnKey")
        showsRecordID = try arguments.bool("showRecordId")
    }
}

extension AggregateOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(
            batchSize: try arguments.int("batchSize"),
            allowsDiskUse: try arguments.bool("allowDiskUse"))
        hint = try arguments.hint()
        collation = try arguments.document("collation")
        comment = arguments.value("comment")
        variables = try arguments.document("let")
        maximumTime = try arguments.duration("maxTimeMS")
        bypassesValidation = try arguments.bool("bypassDocumentValidation")
    }
}

extension ReadOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(
            hint: try arguments.hint(), collation: try arguments.document("collation"),
            comment: arguments.value("comment"),
            maximumTime: try arguments.duration("maxTimeMS"))
    }
}

extension WriteOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(
            hint: try arguments.hint(), collation: try arguments.document("collation"),
            comment: arguments.value("comment"), variables: try arguments.document("let"))
        bypassesValidation = try arguments.bool("bypassDocumentValidation")
        maximumTime = try arguments.duration("maxTimeMS")
    }
}

extension BulkWriteOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(
            comment: arguments.value("comment"), variables: try arguments.document("let"),
            bypassesValidation: try arguments.bool("bypassDocumentValidation"))
    }
}

extension CollectionOptions {
    init(taking arguments: inout Arguments) throws {
        self.init(validator: try arguments.document("validator"))
        if try arguments.bool("capped") == true { cappedSize = try arguments.int("size") }
        maximumCount = try arguments.int("max")
        validationLevel = try arguments.string("validationLevel").map(Self.level)
        validationAction = try arguments.string("validationAction").map(Self.action)
        collation = try arguments.document("collation")
        timeSeries = try arguments.document("timeseries")
        lifetime = try arguments.int("expireAfterSeconds").map(Duration.seconds)
        clusteredIndex = try arguments.document("clusteredIndex")
        keepsPreviousImages = try arguments.document("changeStreamPreAndPostImages").map {
            $0["enabled"]?.bool ?? false
        }
        viewOn = try arguments.string("viewOn")
        pipeline = try arguments.documents("pipeline")
    }

    private static func level(_ name: String) throws -> ValidationLevel {
        guard let level = ValidationLevel(rawValue: name) else {
            throw Failure("there is no validation level \(name)")
        }
        return level
    }

    private static func action(_ name: String) throws -> ValidationAction {
        guard let action = ValidationAction(rawValue: name) else {
            throw Failure("there is no validation action \(name)")
        }
        return action
    }
}
