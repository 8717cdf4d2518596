extension BSONReader {
    /// Reads a field that may be missing or null.
    ///
    /// - Throws: ``BSONError`` if the field holds something else than a `Value`.
    @inlinable
    public mutating func value<Value: BSONDecodable>(
        _ key: StaticString, as type: Value.Type = Value.self
    ) throws(BSONError) -> Value? {
        guard var field = try find(key), !field.isNull else { return nil }
        do throws(BSONError) {
            return try Value(from: &field)
        } catch {
            throw error.inside(key)
        }
    }

    /// Reads a field that must be there.
    ///
    /// Null is a value to a type that reads it, such as ``BSONValue``, and as good
    /// as missing to every other.
    ///
    /// - Throws: ``BSONError`` if the field is missing or something else than a
    ///   `Value`.
    @inlinable
    public mutating func require<Value: BSONDecodable>(
        _ key: StaticString, as type: Value.Type = Value.self
    ) throws(BSONError) -> Value {
        guard var field = try find(key) else { throw .missing(key) }
        do throws(BSONError) {
            return try Value(from: &field)
        } catch {
            throw field.isNull ? .missing(key) : error.inside(key)
        }
    }

    /// Reads a field whose key is not known before the program runs.
    ///
    /// - Throws: ``BSONError`` if the field holds something else than a `Value`.
    @inlinable
    public mutating func value<Value: BSONDecodable>(
        forKey key: String, as type: Value.Type = Value.self
    ) throws(BSONError) -> Value? {
        guard var field = try find(forKey: key), !field.isNull else { return nil }
        do throws(BSONError) {
            return try Value(from: &field)
        } catch {
            throw error.inside(key)
        }
    }

    /// Reads an array.
    ///
    /// - Throws: ``BSONError`` if the value is no array, or an element is
    ///   something else than an `Element`.
    @inlinable
    public mutating func array<Element: BSONDecodable>(
        of type: Element.Type = Element.self
    ) throws(BSONError) -> [Element] {
        guard self.type == .array else { throw mismatch("array") }
        var elements: [Element] = []
        while let element = try next() {
            if elements.isEmpty { elements.reserveCapacity(likelyCount) }
            var value = element.value
            do throws(BSONError) {
                elements.append(try Element(from: &value))
            } catch {
                throw error.inside(String(elements.count))
            }
        }
        return elements
    }

    /// Whether the value is null or the deprecated undefined.
    public var isNull: Bool { type == .null || type == .undefined }
}
