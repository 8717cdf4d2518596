public import BSON
import FoundationEssentials

/// An update in MongoDB's own words: stages that compute a document from itself.
///
///     try await posts.update(
///         where: { $0.wordCount == nil },
///         by: .raw([["$set": ["wordCount": ["$size": ["$split": ["$body", " "]]]]]]))
///
/// A stage sees what is stored, which the changes of a typed update cannot.
public struct UpdatePipeline<Model: Document>: Sendable {
    private let stages: [BSONDocument]

    /// Takes stages in MongoDB's own words.
    ///
    /// Text that begins with `$` names a field in them, so put a value that a visitor chose
    /// behind `$literal`.
    public static func raw(_ stages: [BSONDocument]) -> UpdatePipeline {
        UpdatePipeline(stages: stages)
    }

    /// The stages, and what each edit changes besides.
    func documents(countsAsEdit: Bool) -> [BSONDocument] {
        var edit = BSONDocument()
        if let key = Model.versionField?.key { edit[key] = .countedUp(key) }
        if let key = Model.timestamps?.updated?.key { edit[key] = .now }
        return countsAsEdit && !edit.isEmpty ? stages + [["$set": .document(edit)]] : stages
    }
}

extension BSONValue {
    /// The time of this program.
    fileprivate static var now: BSONValue {
        .date(milliseconds: Date.now.bsonMilliseconds)
    }

    /// The expression that counts up the field of a key, from zero if it is null or none.
    static func countedUp(_ key: String) -> BSONValue {
        ["$add": [["$ifNull": [.string("$" + key), 0]], 1]]
    }
}
