import HTTPTypes

extension HTTPFields {
    /// Returns the values of a field that is a list, as one list, or `nil` if there
    /// are none (RFC 9110, 5.3).
    func list(_ name: HTTPField.Name) -> String? {
        let values = self[values: name]
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    /// Notes that the response depends on one more of the request's fields.
    mutating func addVary(_ name: String) {
        let known = list(.vary) ?? ""
        let names = known.split(separator: ",").map { $0.trimmingSpaces.lowercased() }
        guard !names.contains("*"), !names.contains(name.lowercased()) else { return }
        self[.vary] = known.isEmpty ? name : "\(known), \(name)"
    }
}
