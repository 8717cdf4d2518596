import DocumentMapper
import Imaging
import MongoClient
import Web

/// Makes pictures fit for pages and keeps them in GridFS.
struct ImageStore: Sendable {
    /// The widths that pages choose from, in pixels: a telephone, a telephone
    /// with a dense screen, a column, a column on a dense screen.
    static let widths = [480, 960, 1440, 2160]

    let images: Documents<Image>
    let bucket: GridFSBucket
    let processor: ImageProcessor

    /// Stores an uploaded picture in every width that it has.
    ///
    /// - Throws: `ImageError` when it is no picture that can be shown;
    ///   `MongoError`. Nothing stays behind then.
    func add(_ upload: UploadedFile, uploader: User.ID) async throws -> Image {
        let processed = try await processor.process(file: upload.path, widths: ImageStore.widths)
        var image = Image(uploader: uploader, variants: [])
        do {
            for variant in processed.variants {
                let file = ObjectID()
                try await bucket.upload(
                    filename: "\(image.id)/\(variant.width)", id: file,
                    metadata: ["image": .objectID(image.id)],
                    from: AsyncStream(one: variant.bytes))
                image.variants.append(
                    Image.Variant(
                        width: variant.width, height: variant.height,
                        byteCount: variant.bytes.count,
                        mediaType: variant.mediaType, file: file))
            }
            try await images.insert(image)
            return image
        } catch {
            await discard(image)
            throw error
        }
    }

    /// Deletes a picture and its files.
    ///
    /// - Throws: `MongoError`.
    func delete(_ id: ObjectID) async throws {
        guard let image = try await images.find(id: id) else { return }
        try await remove(image)
    }

    /// Deletes a picture that nothing shows any more, as far as the database
    /// still answers.
    ///
    /// What it follows is done or has failed already, and is what is reported.
    /// It also runs in a request that has been cancelled.
    func discard(_ id: ObjectID) async {
        await Task { try? await delete(id) }.value
    }

    /// Deletes what a failed upload has stored so far.
    private func discard(_ image: Image) async {
        await Task { try? await remove(image) }.value
    }

    private func remove(_ image: Image) async throws {
        for variant in image.variants { _ = try await bucket.delete(variant.file) }
        _ = try await images.delete(image.id)
    }
}

extension AsyncStream {
    /// A stream of one element.
    fileprivate init(one element: Element) where Element: Sendable {
        self.init { stream in
            stream.yield(element)
            stream.finish()
        }
    }
}
