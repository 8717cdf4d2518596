import BSON

/// What a test requires of the deployment: an element of `runOnRequirements`, or of
/// `runOn` in the older formats.
struct Requirement: Sendable {
    private let minimum: Version?
    private let maximum: Version?
    private let topologies: [String]?
    private let parameters: BSONDocument
    private let auth: Bool?
    private let needsServerless: Bool
    private let needsEncryption: Bool

    /// Reads a requirement.
    ///
    /// - Throws: ``Failure`` if it asks for something that is not known.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "runOnRequirements")
        minimum = try fields.string("minServerVersion").map(Version.init)
        maximum = try fields.string("maxServerVersion").flatMap { $0.isEmpty ? nil : $0 }
            .map(Version.init)
        topologies = try fields.strings("topologies") ?? fields.strings("topology")
        parameters = try fields.document("serverParameters") ?? [:]
        auth = try fields.bool("auth")
        needsServerless = try fields.string("serverless") == "require"
        let encryption = fields.value("csfle")
        needsEncryption = encryption != nil && encryption?.bool != false
        _ = try fields.string("authMechanism")
        try fields.finish()
    }

    /// Says why a test cannot run on a deployment, `nil` if it can.
    func obstacle(on deployment: Deployment) -> String? {
        if let minimum, deployment.version < minimum { return "needs MongoDB \(minimum)" }
        if let maximum, deployment.version > maximum { return "ends with MongoDB \(maximum)" }
        if let topologies, !deployment.topology.isOne(of: topologies) {
            return "needs a deployment that is \(topologies.joined(separator: " or "))"
        }
        for (name, value) in parameters {
            let actual = deployment.parameters[name]
            let isEqual = actual.flatMap(value.isNumericallyEqual) ?? (actual == value)
            if !isEqual { return "needs the server parameter \(name) to be \(value.words)" }
        }
        if let auth, auth != deployment.isAuthenticated {
            return auth ? "needs authentication" : "needs no authentication"
        }
        if needsServerless { return "needs a serverless deployment" }
        return needsEncryption ? "needs client-side encryption" : nil
    }
}
