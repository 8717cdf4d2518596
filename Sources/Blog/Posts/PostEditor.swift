import DocumentMapper
import HTTPTypes
import Hummingbird
import Imaging
import Markdown
import MongoClient
import Web

/// Lets authors write, edit and delete posts.
struct PostEditor: Feature {
    let posts: PostStore
    let images: ImageStore
    let pages: Pages
    let markdown: MarkdownRenderer
    let uploads: FormLimits

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.write, use: write)
        routes.post(Address.posts, use: publish)
        routes.get(Address.editPost, use: edit)
        routes.post(Address.post, use: save)
        routes.get(Address.deletePost, use: askToDelete)
        routes.post(Address.deletePost, use: delete)
    }

    /// Shows an empty form.
    @Sendable func write(request: Request, context: AppContext) async throws -> Response {
        _ = try context.requireUser()
        return try await page(FilledForm(), for: nil, request, context, status: .ok)
    }

    /// Publishes a new post.
    @Sendable func publish(request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let fields = try await context.form(uploads)
        var form = try FilledForm<PostForm>(fields, markdown: markdown)
        let image = try await picture(fields, &form, of: user)
        guard form.isComplete else { return try await page(form, for: nil, request, context) }
        let post = try await keeping(image) {
            try await posts.publish(
                Post(
                    id: form.id, title: form.trimmedTitle, slug: "", body: form.body,
                    tags: TagList(typed: form.tags).tags, author: user.id,
                    picture: image.map { Picture($0, alt: form.alt) }))
        }
        if let image, post.picture?.image != image.id { await images.discard(image.id) }
        await context.confirm("Published.")
        return .seeOther(Address.post(post.slug))
    }

    /// Shows the form filled with a post.
    @Sendable func edit(
        request: Request, context: AppContext, slug: String
    ) async throws -> Response {
        let post = try await posts.require(
            slug: slug, editableBy: try context.requireUser())
        return try await page(FilledForm(PostForm(post)), for: post, request, context, status: .ok)
    }

    /// Saves an edit; when someone saved meanwhile, shows both.
    @Sendable func save(
        request: Request, context: AppContext, slug: String
    ) async throws -> Response {
        let user = try context.requireUser()
        let stored = try await posts.require(
            slug: slug, editableBy: user)
        let fields = try await context.form(uploads)
        var form = try FilledForm<PostForm>(fields, markdown: markdown)
        guard form.version == stored.version else {
            return try await conflict(form, with: stored, request, context)
        }
        let image = try await picture(fields, &form, of: user)
        guard form.isComplete else { return try await page(form, for: stored, request, context) }
        do {
            let saved = try await keeping(image) { try await revise(stored, with: form, image) }
            if let old = stored.picture?.image, old != saved.picture?.image {
                await images.discard(old)
            }
        } catch let error as ConflictError<Post> {
            guard let theirs = error.theirs else { throw HTTPError(.gone) }
            return try await conflict(form, with: theirs, request, context)
        }
        await context.confirm("Saved.")
        return .seeOther(Address.post(stored.slug))
    }

    /// Asks before a post is deleted.
    @Sendable func askToDelete(
        request: Request, context: AppContext, slug: String
    ) async throws -> Response {
        let post = try await posts.require(
            slug: slug, editableBy: try context.requireUser())
        return try await pages.page(
            \.posts.delete, DeletePostPage(title: post.title, slug: post.slug),
            in: context)
    }

    /// Deletes a post with its picture.
    @Sendable func delete(
        request: Request, context: AppContext, slug: String
    ) async throws -> Response {
        let post = try await posts.require(
            slug: slug, editableBy: try context.requireUser())
        _ = try await context.form()
        let deleted = try await posts.delete(post)
        if let picture = deleted?.picture { await images.discard(picture.image) }
        await context.confirm("“\(post.title)” is deleted.")
        return .seeOther(Address.home())
    }
}

extension PostEditor {
    private var maximumImageSize: String { "\(uploads.fileBytes / 1_048_576) MB" }

    private func revise(
        _ stored: Post, with form: FilledForm<PostForm>, _ image: Image?
    ) async throws -> Post {
        var post = stored
        post.title = form.trimmedTitle
        post.body = form.body
        post.tags = TagList(typed: form.tags).tags
        if let image {
            post.picture = Picture(image, alt: form.alt)
        } else if form.removesPicture {
            post.picture = nil
        } else {
            post.picture?.alt = form.alt
        }
        if post != stored { try await posts.save(&post) }
        return post
    }

    /// Stores the picture that came with a form.
    ///
    /// What is wrong with it becomes a message on the form. Nothing is stored
    /// for a form that comes back anyway.
    private func picture(
        _ fields: Form, _ form: inout FilledForm<PostForm>, of user: User
    ) async throws -> Image? {
        if fields.hasTooLargeFile("image") {
            form.blame(
                "image", "The picture is too large: choose one of at most \(maximumImageSize).")
        }
        guard form.isComplete, let upload = try fields.file("image") else { return nil }
        do {
            return try await images.add(upload, uploader: user.id)
        } catch let error as ImageError {
            form.blame("image", error.description)
            return nil
        }
    }

    /// Discards a stored picture when what it was stored for fails.
    ///
    /// Not when the answer was lost on the way: then the post may show it, and
    /// a picture without a post costs less than a post without its picture.
    private func keeping<Value>(
        _ image: Image?, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch {
            let isUnknown = (error as? MongoError)?.code == .connectionLost
            if let image, !isUnknown { await images.discard(image.id) }
            throw error
        }
    }

    private func conflict(
        _ form: FilledForm<PostForm>, with theirs: Post, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        var form = form
        form.version = theirs.version
        return try await page(
            form, for: theirs, conflict: EditPostPage.Conflict(theirs), request, context,
            status: .conflict)
    }

    private func page(
        _ form: FilledForm<PostForm>, for post: Post?, conflict: EditPostPage.Conflict? = nil,
        _ request: Request, _ context: AppContext,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        if conflict == nil, let answer = form.problemResponse(to: request) { return answer }
        let page = EditPostPage(
            form: form, post: post, conflict: conflict,
            maximumImageSize: maximumImageSize)
        return try await pages.page(\.posts.edit, page, in: context, status: status)
    }
}
