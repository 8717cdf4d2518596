import BSON
import MongoClient

/// Judges a database by its address, and by what it says of itself.
struct DatabaseInspection {
    let uri: String?

    /// What is unsafe; nothing about a private mongod, which is made to be safe.
    func findings() async -> [Finding] {
        guard let uri else { return [] }
        var findings: [Finding] = []
        if !isLocal(uri) {
            if !uri.contains("@") {
                findings.append(
                    Finding(
                        .mongoURI,
                        "no user is named: whoever reaches the server reads and "
                            + "changes everything.",
                        do: "Turn on authorization and name a user."))
            }
            if !uri.contains("tls=true"), !uri.contains("ssl=true"), !uri.hasPrefix("mongodb+srv:")
            {
                findings.append(
                    Finding(
                        .mongoURI, "what is sent to the server can be read on the way.",
                        do: "Add tls=true."))
            }
        }
        return findings + (await answers(uri))
    }

    private func isLocal(_ uri: String) -> Bool {
        guard let scheme = uri.firstRange(of: "://") else { return false }
        let authority = uri[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        let hosts = authority.split(separator: "@").last?.split(separator: ",") ?? []
        return hosts.allSatisfy { host in
            ["127.", "localhost", "[::1]"].contains { host.hasPrefix($0) }
        }
    }

    private func answers(_ uri: String) async -> [Finding] {
        do {
            let client = try await MongoClient(uri: uri)
            let reply: BSONDocument
            do {
                reply = try await client.database("admin").run(["hello": 1])
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            guard reply["setName"] == nil, reply["msg"] == nil else { return [] }
            return [
                Finding(
                    .mongoURI,
                    "the server is no replica set: transactions and change streams "
                        + "fail, and one broken disk loses everything.",
                    do: "Make it a replica set; one of a single member will do to start.")
            ]
        } catch {
            return [
                Finding(
                    .mongoURI, "the server cannot be asked: \(error)",
                    do: "Start it, or mend the address.")
            ]
        }
    }
}
