import CMongoC

/// The session of a connection's borrower.
///
/// It owns its `mongoc_client_session_t`, which is destroyed on the queue of the
/// connection that holds it; the driver aborts a transaction that is open then.
@safe
final class SessionHandle {
    let pointer: OpaquePointer

    /// Where its transaction wants to read.
    var preference: ReadPreference?

    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe mongoc_client_session_destroy(pointer)
    }
}
