/// A value that a template can show.
///
/// The table is written by hand, so a template reaches only what a page means
/// to show, and every name in a template is looked up once, at start:
///
/// ```swift
/// struct PostPage: TemplateData {
///     let title: String
///     let body: SafeHTML
///
///     static let fields: TemplateFields<PostPage> = [
///         "title": .text(\.title),
///         "body": .html(\.body),
///     ]
/// }
/// ```
public protocol TemplateData: Sendable {
    /// What templates may call this value's parts.
    static var fields: TemplateFields<Self> { get }
}
