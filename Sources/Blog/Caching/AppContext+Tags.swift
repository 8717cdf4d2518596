import Web

extension AppContext {
    /// Notes what the page shows, so that a kept copy goes when that changes.
    func shows(_ tags: PageTag...) {
        shows(tags.map(\.text))
    }
}
