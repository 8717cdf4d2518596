import HTTPTypes
import Hummingbird

extension WebContext {
    /// Returns the value of a parameter of the address, or `nil` if it did not come.
    ///
    /// Parameters that nobody asks for may be anything: other sites add theirs to links.
    ///
    /// - Throws: `HTTPError(.badRequest)` if it came twice, for of two readers of the same
    ///   address one would see the first value and one the last; or if it is not UTF-8 in
    ///   good escapes.
    public func query(_ name: String) throws -> String? {
        let pairs = (scope.query ?? "").utf8.split(separator: UInt8(ascii: "&"))
        let values = pairs.compactMap { pair in
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let isNamed = PercentEncoding.decode(pair[..<equals], plusIsSpace: true) == name
            return isNamed ? pair[equals...].dropFirst() : nil
        }
        guard values.count <= 1 else {
            throw HTTPError(.badRequest, message: "The parameter \(name) came more than once.")
        }
        guard let value = values.first else { return nil }
        guard let text = PercentEncoding.decode(value, plusIsSpace: true) else {
            throw HTTPError(.badRequest, message: "The parameter \(name) could not be read.")
        }
        return text
    }
}
