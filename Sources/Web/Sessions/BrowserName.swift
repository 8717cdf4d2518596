/// What people call the browser that a `User-Agent` header names.
///
/// For reading only: anyone can send any header, and nothing is decided by it.
enum BrowserName {
    // Browsers also claim to be those that sites once asked for, so the first match
    // counts, and the most imitated come last.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ]

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
        ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ]

    /// Returns a few words such as `Firefox on Linux`.
    static func text(for userAgent: String?) -> String {
        let userAgent = userAgent ?? ""
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        return switch (browser, system) {
        case (let browser?, let system?): "\(browser) on \(system)"
        case (let browser?, nil): browser
        case (nil, let system?): "A browser on \(system)"
        case (nil, nil): "An unknown browser"
        }
    }
}
