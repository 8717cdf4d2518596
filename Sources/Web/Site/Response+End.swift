import Hummingbird

extension Response {
    /// Puts the end of the request after the last byte of the body.
    ///
    /// The body holds on to the actions, so one that is never sent runs them when it
    /// is dropped.
    mutating func end(with actions: EndActions) {
        let whole = body
        body = ResponseBody(contentLength: whole.contentLength) { writer in
            do {
                try await whole.write(writer)
            } catch {
                await actions.begin()?.value
                throw error
            }
            await actions.begin()?.value
        }
    }
}
