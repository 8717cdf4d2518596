import BSON

extension Migration {
    /// Upgrades every stored document of a model that cannot be read as it is.
    ///
    /// It is ``Document/upgrade(_:)`` in bulk, in the same small transactions as every
    /// migration. It cannot be undone.
    public static func upgrade<Model: Document>(
        _ model: Model.Type, _ name: String
    ) -> Migration {
        Migration(name) { run in
            try await run.each(in: Model.collection) { document in
                var reader = BSONReader(document.bytes.span)
                if (try? Model(from: &reader)) == nil { try Model.upgrade(&document) }
            }
        }
    }
}
