import BSON
import MongoClient

/// Judges a database by its address, and by what it says of itself.
struct DatabaseInspection {
    let uri: String?

    /// What is unsafe; nothing about a private mongod, which is made to be safe.
    func findings() async -> [Finding] {
        guard let uri else { return [] }
        var findings: [Finding] = []
        let address = MongoAddress(uri)
        if !address.isLocal {
            if !address.namesUser {
                findings.append(
                    Finding(
                        .mongoURI,
                        "no user is named: whoever reaches the server reads and "
                            + "changes everything.",
                        do: "Turn on authorization and name a user."))
            }
            if !address.usesTLS {
                findings.append(
                    Finding(
                        .mongoURI, "what is sent to the server can be read on the way.",
                        do: "Add tls=true."))
            }
            for option in address.carelessOptions {
                findings.append(
                    Finding(
                        .mongoURI,
                        "\(option) takes any server for the right one: whoever is on the way "
                            + "reads and changes everything.",
                        do: "Leave it out; tlsCAFile names an authority of your own."))
            }
        }
        return findings + (await answers(uri))
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
