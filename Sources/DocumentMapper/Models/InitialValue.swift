import MongoClient
import Synchronization

/// The initial values that reading had to call for, such as `Date.now`.
///
/// A document that was stored without the property reads back with the value of that
/// moment, which must not pass for a change of the document. What a model has read is
/// remembered only where that happened, so it has to be noticed, however deep in the
/// document it did.
///
/// A document is read by one thread in one go, so each thread remembers for itself when it
/// happened last: what others read meanwhile is nothing to it.
public enum InitialValue {
    /// How often it happened in this program.
    private static let count = Atomic(0)

    /// Where a thread keeps the number of its last time.
    private static let place = ThreadPlace()

    /// How often it happened so far.
    static var calls: Int { count.load(ordering: .relaxed) }

    /// Whether it happened on the thread at hand after so many times on any.
    static func wasCalled(after calls: Int) -> Bool {
        // Mostly it did not happen at all.
        guard Self.calls != calls else { return false }
        return unsafe Int(bitPattern: place.value) > calls
    }

    /// Returns a value that was called for; what `@Document` and `@Embedded` write does so.
    public static func called<Value>(_ value: Value) -> Value {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        unsafe place.value = UnsafeRawPointer(bitPattern: number)
        return value
    }
}
