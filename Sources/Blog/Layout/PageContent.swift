import Templates

/// What one kind of page shows inside the chrome.
protocol PageContent: TemplateData {
    /// Whether the page has a form, and so needs a token and a session even for
    /// visitors who are not signed in.
    static var hasForm: Bool { get }
}

extension PageContent {
    static var hasForm: Bool { false }
}
