/// Something that a test may ask for and that this driver, or what is built on it here,
/// cannot do.
///
/// This is the only table of skips. What a test itself requires of the deployment, in
/// `runOnRequirements`, is no limitation: it is computed (see ``Requirement``).
enum Limitation: Hashable {
    case entity(String)
    case event(String)
    case operation(String)
    /// An argument, an option of the address or a field of a test.
    case option(String)

    private static let noEncryption = "MongoClient has no client-side encryption"
    private static let noLog = "libmongoc 1.23 writes no log messages that are specified"
    private static let noCommandCursor = "MongoClient makes no cursor of a command's reply"
    private static let noTopology = "MongoClient does not show what it knows of the servers"
    private static let onlyMetadata =
        "libmongoc has left it out of GridFS, where metadata has taken its place"

    private static let reasons: [Limitation: String] = [
        .entity("clientEncryption"): noEncryption,
        .option("autoEncryptOpts"): noEncryption,
        .event("cmap"): "libmongoc 1.23 has no events of its connection pool",
        .event("sdam"): noTopology,
        .operation("recordTopologyDescription"): noTopology,
        .operation("assertTopologyType"): noTopology,
        .operation("waitForPrimaryChange"): noTopology,
        .option("observeLogMessages"): noLog,
        .option("expectLogMessages"): noLog,
        .option("timeoutMS"): "libmongoc 1.23 has no timeout for operations as a whole",
        .option("showExpandedEvents"): "libmongoc 1.23.1 cannot ask for expanded events",
        .option("contentType"): onlyMetadata,
        .option("aliases"): onlyMetadata,
        .operation("clientBulkWrite"): "libmongoc 1.23 has no bulk write across collections",
        .operation("createCommandCursor"): noCommandCursor,
        .operation("runCursorCommand"): noCommandCursor,
    ]

    /// Why it cannot be done, `nil` if it can.
    var reason: String? { Self.reasons[self] }

    /// Ends the test if it asks for this.
    ///
    /// - Throws: ``Skip`` if it cannot be done.
    func check() throws {
        if let reason { throw Skip(reason) }
    }
}
