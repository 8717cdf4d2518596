extension Cache {
    /// Removes one value, by the name and parts that it was memoized with.
    ///
    /// A computation of it that is going on in this process is not kept and gets no more
    /// callers. One in another process may still be stored: where that matters, give the
    /// value a tag and ``invalidate(tag:)``.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public func forget(_ function: String, _ parts: any CacheKeyPart...) async -> Bool {
        let key = key(function, parts)
        flights.abandon(key)
        let wasThere = await store.delete(key)
        // Nobody needs to wait for what was claimed before.
        await store.release(key, ifToken: nil)
        return wasThere
    }

    /// Makes everything that a function has computed out of date, in every process, with
    /// one write.
    ///
    /// - Returns: Whether that is certain.
    @discardableResult
    public func forgetAll(_ function: String) async -> Bool {
        await invalidation.invalidate([CacheRequest.tag(ofFunction: function)])
    }

    /// Makes everything that shows what a tag names out of date, in every process.
    ///
    /// - Returns: Whether that is certain.
    @discardableResult
    public func invalidate(tag: String) async -> Bool {
        await invalidation.invalidate([tag])
    }

    /// Makes everything that carries one of the tags out of date, in every process.
    ///
    /// - Returns: Whether that is certain.
    @discardableResult
    public func invalidate(tags: [String]) async -> Bool {
        await invalidation.invalidate(tags)
    }
}
