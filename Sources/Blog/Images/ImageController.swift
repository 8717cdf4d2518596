import BSON
import DocumentMapper
import HTTPTypes
import Hummingbird
import MongoClient
import Web

/// Serves pictures.
struct ImageController: Sendable {
    let store: ImageStore

    func addRoutes(to group: some RouterMethods<AppContext>) {
        group.get("images/:id", use: largest)
        group.get("images/:id/:width", use: sized)
    }

    /// Serves the largest size.
    @Sendable func largest(request: Request, context: AppContext) async throws -> Response {
        try await serve(request, context) { $0.last }
    }

    /// Serves the size of a width that exists.
    @Sendable func sized(request: Request, context: AppContext) async throws -> Response {
        let width = Int(try context.parameter("width"))
        return try await serve(request, context) { $0.first { $0.width == width } }
    }

    private func serve(
        _ request: Request, _ context: AppContext, choose: ([Image.Variant]) -> Image.Variant?
    ) async throws -> Response {
        guard let id = ObjectID(try context.parameter("id")),
            let image = try await store.images.find(id: id),
            let variant = choose(image.variants)
        else { throw HTTPError(.notFound) }
        let bucket = store.bucket
        var content = ServedContent(
            length: Int64(variant.byteCount), mediaType: variant.mediaType,
            entityTag: EntityTag(strong: variant.file.description), lastModified: image.createdAt,
            caching: .immutable
        ) { range in
            guard let file = try await bucket.file(variant.file) else { throw HTTPError(.notFound) }
            return bucket.download(file, range: range)
        }
        content.headers[.contentDisposition] = "inline"
        return content.response(from: request, context: context)
    }
}
