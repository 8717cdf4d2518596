/// When a value ends, as every store reads a timeout: `nil` is the store's own default, zero
/// is never, and a negative one has ended already.
enum Expiry: Hashable, Sendable {
    case never
    case after(Duration)
    case already

    init(timeout: Duration?, default standard: Duration) {
        let timeout = timeout ?? standard
        self = timeout == .zero ? .never : timeout < .zero ? .already : .after(timeout)
    }
}
