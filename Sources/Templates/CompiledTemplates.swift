import Synchronization

/// A site's templates as it uses them: compiled once, or again whenever one of
/// their files has changed.
///
/// `Site` is what the site makes of a library, such as a struct with a
/// ``Template`` for each of its pages.
public final class CompiledTemplates<Site: Sendable>: Sendable {
    /// Compiles the templates of a library for their pages.
    public typealias Compile = @Sendable (TemplateLibrary) throws(TemplateError) -> Site

    private struct Reading {
        var stamp: FolderStamp
        var site: Result<Site, TemplateError>
    }

    private let folders: [String]
    private let compile: Compile
    private let reloads: Bool
    private let first: Site
    private let last: Mutex<Reading>

    /// Reads folders, of which the later win file by file.
    ///
    /// - Parameters:
    ///   - folders: The site's templates, then a theme's.
    ///   - reloads: Whether files are looked at again each time; for those who
    ///     work on them, as it takes a while and can fail.
    ///   - compile: What checks each template against its page.
    /// - Throws: `TemplateError` if a file cannot be read or has a mistake.
    public init(
        folders: [String], reloads: Bool = false, compile: @escaping Compile
    ) throws(TemplateError) {
        self.folders = folders
        self.compile = compile
        self.reloads = reloads
        let stamp = FolderStamp(of: folders)
        first = try compile(try TemplateLibrary(folders: folders))
        last = Mutex(Reading(stamp: stamp, site: .success(first)))
    }

    /// The templates as their files are now, or as they were at the start.
    ///
    /// - Throws: `TemplateError` if a file has changed and now has a mistake, until
    ///   it is mended.
    public func current() throws(TemplateError) -> Site {
        guard reloads else { return first }
        // Looked at before they are read: a change in between is seen next time.
        let stamp = FolderStamp(of: folders)
        let site = last.withLock { last in
            if last.stamp != stamp {
                last = Reading(stamp: stamp, site: read())
            }
            return last.site
        }
        return try site.get()
    }

    private func read() -> Result<Site, TemplateError> {
        do {
            return .success(try compile(try TemplateLibrary(folders: folders)))
        } catch {
            return .failure(error)
        }
    }
}
