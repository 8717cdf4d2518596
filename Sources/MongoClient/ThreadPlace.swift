#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A place for an address, or for a number instead, that each thread has for itself.
///
/// To look there costs next to nothing. It is for what happens in one go on one thread: a task
/// may go on elsewhere after it has waited.
package struct ThreadPlace: Sendable {
    private let key: pthread_key_t

    /// Makes the place, which no thread has put anything into.
    ///
    /// POSIX promises a program 128 of them.
    package init() {
        var key = pthread_key_t()
        let failure = unsafe pthread_key_create(&key, nil)
        precondition(failure == 0, "There is no place left in the program's threads.")
        self.key = key
    }

    /// What the thread at hand has put there; `nil` if it has not.
    package var value: UnsafeRawPointer? {
        get { unsafe UnsafeRawPointer(pthread_getspecific(key)) }
        nonmutating set {
            // Nothing is read or written at the address here.
            unsafe pthread_setspecific(key, newValue)
        }
    }
}
