/// A key and its value as the bytes that hold them.
package struct RawElement: Sendable {
    /// The key.
    package let key: SharedBytes

    /// The value.
    package let value: RawValue

    /// Pairs a key with a value, which may come from different documents.
    package init(key: SharedBytes, value: RawValue) {
        self.key = key
        self.value = value
    }
}
