import Logging

/// The messages of a visitor, as one request leaves and shows them.
///
///     try await context.flash("Your post is saved.", .success)   // on the next page
///     context.flash.now("That address is taken.", .error)        // on this page only
///     let messages = try await context.flash.take()              // while a page is made
///
/// They wait in the visitor's session, also for those who are not signed in, until a
/// page that a person sees takes them: redirects, HEAD, prefetching and requests of
/// scripts leave them waiting.
public struct FlashMessages: Sendable {
    let scope: RequestScope
    let logger: Logger

    /// Shows a message on the next page the visitor sees.
    ///
    /// - Throws: what the session store throws.
    public func callAsFunction(
        _ text: String, _ category: FlashCategory = .message
    ) async throws {
        let dropped = try await scope.session.append(bounded(text, category))
        if dropped > 0 {
            logger.warning(
                "Flash messages were dropped: too many wait", metadata: ["dropped": "\(dropped)"])
        }
    }

    /// Shows a message on the page that answers this request, and on no other.
    public func now(_ text: String, _ category: FlashCategory = .message) {
        scope.append(bounded(text, category))
    }

    /// Has the messages that this request shows shown again on the next page.
    ///
    /// Those that `now` made are not among them. They need not be kept over a
    /// redirect: there they wait in any case.
    ///
    /// - Throws: what the session store throws.
    public func keep() async throws {
        try await scope.session.keepFlashes()
    }

    /// Takes the messages to show on the page that is being made, oldest first.
    ///
    /// Of some categories only, if any are named; the others go on waiting. Asked
    /// again by the same request, it returns the same messages, and those that came
    /// since. A page that shows one is stored by no cache, nor shown again by the back
    /// button. If the response turns out to be no page, such as a 304 or a failure,
    /// the messages are put back.
    ///
    /// - Throws: what the session store throws.
    public func take(only categories: Set<FlashCategory>? = nil) async throws -> [Flash] {
        var flashes: [Flash] = []
        if scope.showsFlashes { flashes = try await scope.session.takeFlashes(only: categories) }
        flashes += scope.flashes.filter { $0.isOne(of: categories) }
        if !flashes.isEmpty { scope.doNotStore() }
        return flashes
    }

    /// Puts back what was taken for a page that is not shown.
    func giveBack() async {
        do {
            try await scope.session.giveBackFlashes()
        } catch {
            logger.warning("Flash messages were lost", metadata: ["error": "\(error)"])
        }
    }

    private func bounded(_ text: String, _ category: FlashCategory) -> Flash {
        let flash = Flash(text: text, category: category)
        guard let shortened = flash.shortened else { return flash }
        logger.warning(
            "A flash message was cut short", metadata: ["bytes": "\(text.utf8.count)"])
        return shortened
    }
}
