import BSON

extension Request {
    /// What the filter or the pipeline looks like, without its values; `nil` if
    /// there is none.
    var shape: Shape? {
        switch action {
        case .find, .updateOne, .updateMany, .replaceOne, .deleteOne, .deleteMany,
            .findOneAndUpdate, .findOneAndReplace, .findOneAndDelete:
            firstDocument { Shape(of: $0) }
        case .aggregate, .watch, .watchDeployment: firstDocument { Shape(ofPipeline: $0) }
        case .command, .readCommand, .writeCommand: firstDocument { Self.filter(in: $0) }
        default: nil
        }
    }

    /// Reads the first of the documents.
    private func firstDocument(_ read: (borrowing Span<UInt8>) -> Shape?) -> Shape? {
        let bytes = documents.span
        guard bytes.count >= 5 else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
        guard length <= bytes.count else { return nil }
        return read(bytes.extracting(first: length))
    }

    /// Finds the filter of a command such as `count` or `distinct`.
    private static func filter(in command: borrowing Span<UInt8>) -> Shape? {
        var reader = BSONReader(copy command)
        while let field = try? reader.next(), let key = try? field.key() {
            switch (key, field.value.type) {
            case ("filter", .document), ("query", .document): return Shape(of: field.value.bytes)
            case ("pipeline", .array): return Shape(ofPipeline: field.value.bytes)
            default: continue
            }
        }
        return nil
    }
}
