import Templates

/// The pages about posts.
struct PostTemplates: Sendable {
    let list: Template<Chrome, PostListPage>
    let post: Template<Chrome, PostPage>
    let edit: Template<Chrome, EditPostPage>
    let delete: Template<Chrome, DeletePostPage>

    init(_ library: TemplateLibrary) throws(TemplateError) {
        let folder = TemplateFolder("posts", in: library)
        list = try folder.page("index")
        post = try folder.page("show")
        edit = try folder.page("edit")
        delete = try folder.page("delete")
    }
}
