import DocumentMapper
import Foundation
import MongoClient

/// Stores, replaces and deletes documents with files until it is killed.
///
/// Before each step it prints the document that it begins with, and after it what was
/// acknowledged: the digests of the document's files, or that it is gone.
@main
struct AttachmentWorker {
    /// A document with files.
    @Document("crates")
    struct Crate {
        var id = ObjectID()
        var label: Attachment?
        var goods: [Attachment] = []
        @Version var version = 0
    }

    let crates: Documents<Crate>

    /// Runs until a moment that only the arguments know: address, database, name,
    /// milliseconds.
    static func main() async throws {
        let arguments = CommandLine.arguments
        var settings = MongoClient.Settings()
        settings.applicationName = arguments[3]
        let client = try await MongoClient(uri: arguments[1], settings: settings)
        let worker = AttachmentWorker(
            crates: Documents(in: client.database(arguments[2])))
        try await client.ping()
        let end = DispatchTime.now() + .milliseconds(Int(arguments[4]) ?? 0)
        DispatchQueue.global().asyncAfter(deadline: end) { kill(getpid(), SIGKILL) }
        while true { try await worker.step() }
    }

    private func step() async throws {
        guard var crate = try await crates.find().limit(6).all().randomElement(),
            Int.random(in: 0..<3) > 0
        else {
            var crate = Crate(label: nil)
            say("begin", crate)
            crate.label = try await file()
            try await crates.save(&crate)
            return say("saved", crate)
        }
        say("begin", crate)
        switch Int.random(in: 0..<4) {
        case 0:
            try await crates.delete(crate.id)
            return say("deleted", crate)
        case 1: crate.label = try await file()
        case 2: crate.goods = [try await file(), try await file()]
        default: crate.goods = crate.label.map { [$0] } ?? []; crate.label = nil
        }
        try await crates.save(&crate)
        say("saved", crate)
    }

    /// Stores a file of a few chunks, or rarely of a few batches.
    private func file() async throws -> Attachment {
        let pieces = Int.random(in: 0..<20) == 0 ? 60 : Int.random(in: 0..<8)
        return try await crates.attachments.store(
            name: "good", contentType: "application/octet-stream"
        ) { upload in
            for _ in 0..<pieces {
                try await upload.append([UInt8](repeating: .random(in: 0...255), count: 100_000))
            }
        }
    }

    private func say(_ verb: String, _ crate: Crate) {
        let digests = ([crate.label].compactMap(\.self) + crate.goods).map(\.sha256)
        let line = "\(verb) \(crate.id) \(digests.sorted().joined(separator: ","))\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}
