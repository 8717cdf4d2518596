#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Request {
    /// Where a thread keeps the address of the request that it sends.
    ///
    /// The driver waits on the thread that calls it, and tells there of its commands. To bind
    /// the request to the task instead would copy it for each command.
    private static let place: pthread_key_t = {
        var key = pthread_key_t()
        // POSIX promises 128 to a program. Without one, change streams could not be told of.
        let failure = unsafe pthread_key_create(&key, nil)
        precondition(failure == 0, "There is no place left in the program's threads.")
        return key
    }()

    /// The request that the thread at hand sends.
    static var current: Request? {
        // Whoever has put the address there still waits for the driver.
        unsafe pthread_getspecific(place)?.assumingMemoryBound(to: Request.self).pointee
    }

    /// Calls the driver, and says that it is for this request.
    ///
    /// - Throws: What `body` throws.
    func bound<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        unsafe try withUnsafePointer(to: self) { address throws(Failure) in
            let outer = unsafe pthread_getspecific(Self.place)
            unsafe pthread_setspecific(Self.place, address)
            defer { unsafe pthread_setspecific(Self.place, outer) }
            return try body()
        }
    }
}
