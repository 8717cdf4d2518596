import DocumentMapper
import Foundation
import MongoClient

/// Migrates a database like others of its kind, unless it is stopped or killed before.
///
/// It prints the migrations that it has made, or why it was refused.
@main
enum MigrationWorker {
    /// The arguments: address, database, name, milliseconds of the lease; then perhaps
    /// `after` and milliseconds, or the number of a signal and that of a document: when to be
    /// killed, or at which document to send itself what.
    static func main() async throws {
        let arguments = CommandLine.arguments
        var settings = MongoClient.Settings()
        settings.applicationName = arguments[3]
        let client = try await MongoClient(uri: arguments[1], settings: settings)
        let (event, place) =
            arguments.count > 5 ? (arguments[5], Int(arguments[6])) : ("", nil)
        let migrations = Migrations(
            in: client.database(arguments[2]),
            lease: .milliseconds(Int(arguments[4]) ?? 0),
            declared { document in
                guard let signal = Int32(event), document == place else { return }
                kill(getpid(), signal)
            })
        if event == "after", let place {
            try await client.ping()
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(place)) {
                kill(getpid(), SIGKILL)
            }
        }
        do {
            print("made", try await migrations.apply(patience: .seconds(100)))
        } catch is MongoError {
            // Another has the lock, or it could not be renewed for as long as it lasted.
            print("refused")
        }
    }

    /// Two migrations that count how often they have changed each document, and one between
    /// them that counts how often it was made.
    private static func declared(
        noticing notice: @escaping @Sendable (Int) -> Void
    ) -> [Migration] {
        [
            Migration("first") { run in
                try await run.each(in: "things") { document in
                    notice(document["_id"]?.int ?? 0)
                    document["first"] = .int((document["first"]?.int ?? 0) + 1)
                }
            },
            Migration("between") { run in
                try await run.perform { database in
                    try await database.collection("runs").updateOne(
                        ["_id": "between"], ["$inc": ["count": 1]], upsert: true)
                }
            },
            Migration("last") { run in
                try await run.each(in: "things") { document in
                    document["last"] = .int((document["last"]?.int ?? 0) + 1)
                }
            },
        ]
    }
}
