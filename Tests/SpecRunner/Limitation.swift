/// Something that a test may ask for and that this server or this driver cannot do.
///
/// This is the only table of skips. What a test itself requires of the deployment, in
/// `runOnRequirements`, is no limitation: it is computed (see ``Requirement``).
struct Limitation {
    /// What cannot be done.
    private enum Subject: Hashable {
        case entity(String)
        case event(String)
        case operation(String)
        case option(String)
        /// A file by the name in it; and one test of it, or all.
        case test(file: String, name: String?)
    }

    private let subject: Subject
    private let reason: String

    private static let noEncryption = "Debian's libmongoc is built without client-side encryption"
    private static let noPoolEvents = "libmongoc 1.23 has no events of its connection pool"

    private static let all = [
        Limitation(subject: .entity("clientEncryption"), reason: noEncryption),
        Limitation(subject: .event("cmap"), reason: noPoolEvents),
        Limitation(
            subject: .option("observeLogMessages"),
            reason: "libmongoc 1.23 has no log messages by the specification"),
        Limitation(
            subject: .option("expectLogMessages"),
            reason: "libmongoc 1.23 has no log messages by the specification"),
        Limitation(
            subject: .option("timeoutMS"),
            reason: "libmongoc 1.23 has no timeout for operations as a whole"),
        Limitation(subject: .option("autoEncryptOpts"), reason: noEncryption),
        Limitation(
            subject: .option("showExpandedEvents"),
            reason: "libmongoc 1.23.1 does not ask change streams for expanded events"),
        Limitation(
            subject: .option("contentType"),
            reason: "libmongoc has no contentType, which has been deprecated in favor of metadata"),
        Limitation(
            subject: .option("aliases"),
            reason: "libmongoc has no aliases, which have been deprecated in favor of metadata"),
    ]

    /// Says why there can be no entity of a kind, `nil` if there can.
    static func reason(entity: String) -> String? {
        reason(.entity(entity))
    }

    /// Says why an event cannot be observed, `nil` if it can.
    static func reason(event: String) -> String? {
        reason(.event(event))
    }

    /// Says why an operation cannot be called, `nil` if it can.
    static func reason(operation: String) -> String? {
        reason(.operation(operation))
    }

    /// Says why an option cannot be set, `nil` if it can.
    static func reason(option: String) -> String? {
        reason(.option(option))
    }

    /// Says why a test cannot pass, `nil` if it can.
    static func reason(test: String, of file: String) -> String? {
        reason(.test(file: file, name: test)) ?? reason(.test(file: file, name: nil))
    }

    private static func reason(_ subject: Subject) -> String? {
        all.first { $0.subject == subject }?.reason
    }
}
