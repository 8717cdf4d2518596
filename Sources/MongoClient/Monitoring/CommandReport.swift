import Logging

/// How a command went, without a value of any document.
struct CommandReport: Sendable {
    /// The command, such as `find`.
    let name: String

    /// How long it took, on the way and at the server.
    let duration: Duration

    /// What the server or the driver said was wrong.
    let failure: MongoError.Code?

    /// The driver's number of the message.
    let requestID: Int64

    /// The server.
    let address: String

    /// What a log says of the command and of the request it belongs to.
    ///
    /// A command has none when the driver sends it by itself, such as `killCursors`.
    func metadata(of request: Request?) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "command": "\(name)",
            "milliseconds": "\((duration / .milliseconds(1) * 1000).rounded() / 1000)",
            "outcome": failure == nil ? "succeeded" : "failed",
            "request": "\(requestID)",
            "server": "\(address)",
        ]
        if let failure { metadata["code"] = "\(failure.rawValue)" }
        guard let request else { return metadata }
        metadata["database"] = "\(request.database)"
        if let target = request.target { metadata["collection"] = "\(target)" }
        if let shape = request.shape { metadata["filter"] = "\(shape)" }
        return metadata
    }
}
