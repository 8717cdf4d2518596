import BSON
import MongoClient

/// A property that refers to documents that are deleted, and where it stands.
struct ReferringPlace<Model: Document>: Sendable {
    let path: UpdatePath
    let collection: String

    /// The forms in which they may be referred to.
    let forms: [BSONValue]

    /// - Throws: `MongoError` if only some elements of an array are named: what happens to
    ///   the others nobody says.
    init(_ path: UpdatePath, in collection: String, forms: [BSONValue]) throws(MongoError) {
        for case .some(let selector) in path.sections.map(\.selector) {
            guard case .every = selector else {
                throw MongoError(
                    .invalidRequest, "A delete rule is for every element of an array.",
                    operation: "delete \(collection)")
            }
        }
        self.path = path
        self.collection = collection
        self.forms = forms
    }

    /// The documents that refer to them.
    var filter: Filter<Model> { filter(from: 0) }

    /// The dotted path from the document; the server looks into arrays by itself.
    var text: String { text(from: 0) }

    /// The way to the reference, through those elements that lead to one.
    var pathToReference: UpdatePath {
        path.choosing { section in
            .meeting(Result { () throws(BSONError) in try filter(from: section).document() })
        }
    }

    /// Removes the elements of the innermost array that refer to them.
    var removal: Change<Model> {
        let array = pathToReference.upToArray
        let last = path.sections.count - 1
        if path.endsAtElement { return Change(.pullAll, array, forms) }
        return Change(.pull, array) { () throws(BSONError) in
            .document(try filter(from: last).document())
        }
    }

    /// What refers to them, of documents, or of the elements that a section starts from.
    private func filter(from section: Int) -> Filter<Model> {
        Filter(text(from: section), "$in", forms)
    }

    private func text(from section: Int) -> String {
        path.sections[section...].reduce("") { path, section in
            section.path.isEmpty ? path : path.joined(to: section.path)
        }
    }
}
