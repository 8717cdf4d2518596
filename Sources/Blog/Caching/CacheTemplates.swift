import Templates

/// The page about what is kept for readers.
struct CacheTemplates: Sendable {
    let cache: Template<Chrome, CachePage>

    init(_ library: TemplateLibrary) throws(TemplateError) {
        let folder = TemplateFolder("admin", in: library)
        cache = try folder.page("cache")
    }
}
