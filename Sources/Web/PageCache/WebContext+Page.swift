extension WebContext {
    /// Notes what the page shows, as a tag such as `post:7`: once that changes, a kept copy
    /// of the page is shown no more.
    ///
    /// A change between reading it and noting it counts too.
    public func shows(_ tags: String...) {
        scope.show(tags)
    }

    /// Notes what the page shows.
    public func shows(_ tags: some Sequence<String>) {
        scope.show(tags)
    }
}
