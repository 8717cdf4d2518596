import BSON
import DocumentMapper
import HTTPTypes
import Hummingbird
import MongoClient
import Web

/// Serves pictures.
struct ImageController: Feature {
    let store: ImageStore

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.largestImage, use: largest)
        routes.get(Address.image, use: sized)
    }

    /// Serves the largest size.
    @Sendable func largest(
        request: Request, context: AppContext, id: String
    ) async throws -> Response {
        try await serve(id, request, context) { $0.last }
    }

    /// Serves the size of a width that exists.
    @Sendable func sized(
        request: Request, context: AppContext, id: String, width: Int
    ) async throws -> Response {
        try await serve(id, request, context) { $0.first { $0.width == width } }
    }

    private func serve(
        _ id: String, _ request: Request, _ context: AppContext,
        choose: ([Image.Variant]) -> Image.Variant?
    ) async throws -> Response {
        guard let id = ObjectID(id),
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
