public import BSON

/// What a new collection is to be like.
public struct CollectionOptions: Hashable, Sendable {
    /// What happens to a document that breaks the rules.
    public enum ValidationAction: String, Hashable, Sendable {
        /// It is refused.
        case error
        /// The server's log tells of it.
        case warn
    }

    /// Which documents must follow the rules.
    public enum ValidationLevel: String, Hashable, Sendable {
        /// None.
        case off
        /// Those that are new, and those that follow them already.
        case moderate
        /// All.
        case strict
    }

    /// The size in bytes beyond which the oldest documents go, which makes the
    /// collection a capped one.
    public var cappedSize: Int?

    /// The number of documents beyond which the oldest go, in a capped collection.
    public var maximumCount: Int?

    /// The rules that documents must follow, such as `["$jsonSchema": [...]]`.
    public var validator: BSONDocument?

    /// Which documents must follow the rules.
    public var validationLevel: ValidationLevel?

    /// What happens to a document that breaks the rules.
    public var validationAction: ValidationAction?

    /// The language whose rules compare text unless a query says otherwise.
    public var collation: BSONDocument?

    /// What makes it a time series, such as `["timeField": "at"]`.
    public var timeSeries: BSONDocument?

    /// How long a document of a time series or a clustered collection lives.
    public var lifetime: Duration?

    /// The index that holds the documents themselves.
    public var clusteredIndex: BSONDocument?

    /// Whether change streams can tell what a document was like before.
    public var keepsPreviousImages: Bool?

    /// The collection that this one is a view of.
    public var viewOn: String?

    /// What the view makes of it.
    public var pipeline: [BSONDocument]?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(validator: BSONDocument? = nil, further: BSONDocument = [:]) {
        self.validator = validator
        self.further = further
    }

    /// The options as the server takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        if let cappedSize {
            document.append("capped", true)
            document.append("size", cappedSize)
        }
        document.set("max", maximumCount)
        document.set("validator", validator)
        document.set("validationLevel", validationLevel?.rawValue)
        document.set("validationAction", validationAction?.rawValue)
        document.set("collation", collation)
        document.set("timeseries", timeSeries)
        document.set("expireAfterSeconds", lifetime?.components.seconds)
        document.set("clusteredIndex", clusteredIndex)
        if let keepsPreviousImages {
            document.append(
                "changeStreamPreAndPostImages", ["enabled": keepsPreviousImages])
        }
        document.set("viewOn", viewOn)
        document.set("pipeline", pipeline)
        document.append(contentsOf: further)
        return document
    }
}
