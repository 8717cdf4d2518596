extension Request {
    /// Where a thread keeps the address of the request that it sends.
    ///
    /// The driver waits on the thread that calls it, and tells there of its commands. To bind
    /// the request to the task instead would copy it for each command.
    private static let place = ThreadPlace()

    /// The request that the thread at hand sends.
    static var current: Request? {
        // Whoever has put the address there still waits for the driver.
        unsafe place.value?.assumingMemoryBound(to: Request.self).pointee
    }

    /// Calls the driver, and says that it is for this request.
    ///
    /// - Throws: What `body` throws.
    func bound<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        unsafe try withUnsafePointer(to: self) { address throws(Failure) in
            let outer = unsafe Self.place.value
            unsafe Self.place.value = UnsafeRawPointer(address)
            defer { unsafe Self.place.value = outer }
            return try body()
        }
    }
}
