import BSON
import MongoClient

extension WriteModel {
    /// Reads an element of a bulk write, such as `{"insertOne": {"document": {}}}`.
    ///
    /// - Throws: ``Failure`` if it is not understood.
    init(request: BSONDocument) throws {
        guard let (name, value) = request.first(where: { _ in true }), request.keys.count == 1,
            let document = value.document
        else { throw Failure("\(request.words) is no write") }
        var arguments = Arguments(document, of: name)
        switch name {
        case "insertOne":
            self = .insertOne(try arguments.required("document") { try $0.document($1) })
        case "updateOne", "updateMany": self = try Self.update(name, &arguments)
        case "replaceOne":
            self = .replaceOne(
                try arguments.required("filter") { try $0.document($1) },
                try arguments.required("replacement") { try $0.document($1) },
                upsert: try arguments.bool("upsert") ?? false,
                options: try WriteOptions(taking: &arguments))
        case "deleteOne":
            self = .deleteOne(
                try arguments.required("filter") { try $0.document($1) },
                options: try WriteOptions(taking: &arguments))
        case "deleteMany":
            self = .deleteMany(
                try arguments.required("filter") { try $0.document($1) },
                options: try WriteOptions(taking: &arguments))
        default: throw Failure("there is no write \(name)")
        }
        try arguments.finish()
    }

    private static func update(_ name: String, _ arguments: inout Arguments) throws -> WriteModel {
        let change = try UpdateArguments(taking: &arguments)
        let options = try WriteOptions(taking: &arguments)
        return switch (change.change, name) {
        case (.operators(let update), "updateOne"):
            .updateOne(
                change.filter, update, upsert: change.upsert, arrayFilters: change.arrayFilters,
                options: options)
        case (.operators(let update), _):
            .updateMany(
                change.filter, update, upsert: change.upsert, arrayFilters: change.arrayFilters,
                options: options)
        case (.pipeline(let stages), "updateOne"):
            .updateOne(
                change.filter, pipeline: stages, upsert: change.upsert, options: options)
        case (.pipeline(let stages), _):
            .updateMany(
                change.filter, pipeline: stages, upsert: change.upsert, options: options)
        }
    }
}
