/// The numbers of the server's error codes, for errors in which it tells no name.
///
/// Source: `src/mongo/base/error_codes.yml` of the server.
enum ServerCode {
    /// Returns the number of a code, whatever the case of its name.
    static func named(_ name: String) -> Int? {
        codes.first { $0.key.lowercased() == name.lowercased() }?.value
    }

    private static let codes = [
        "BadValue": 2, "FailedToParse": 9, "Unauthorized": 13, "IllegalOperation": 20,
        "NamespaceNotFound": 26, "IndexNotFound": 27, "CursorNotFound": 43,
        "NamespaceExists": 48, "MaxTimeMSExpired": 50, "DollarPrefixedFieldName": 52,
        "CommandNotFound": 59, "WriteConcernFailed": 64, "ImmutableField": 66,
        "InvalidOptions": 72, "UnsatisfiableWriteConcern": 100, "WriteConflict": 112,
        "DocumentValidationFailure": 121, "PrimarySteppedDown": 189,
        "NoSuchTransaction": 251, "OperationNotSupportedInTransaction": 263,
        "DuplicateKey": 11000, "NotWritablePrimary": 10107,
    ]
}
