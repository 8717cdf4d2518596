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
        let found = try await crates.find().limit(6).all()
        guard var crate = found.randomElement(), Int.random(in: 0..<3) > 0 else {
            return try await insert()
        }
        say("begin", crate)
        switch Int.random(in: 0..<8) {
        case 0:
            try await crates.delete(crate.id)
            return say("deleted", crate)
        case 1:
            return try await delete(Array(found.shuffled().prefix(3)))
        case 2:
            crate.goods.append(try await file())
            try await crates.replace(&crate)
            return say("saved", crate)
        case 3:
            return try await deleteAndRestore(crate)
        case 4:
            try await crates.attachments.sweep(olderThan: .zero, checkingOwners: true)
        case 5: crate.label = try await file()
        case 6: crate.goods = [try await file(), try await file()]
        default: crate.goods = crate.label.map { [$0] } ?? []; crate.label = nil
        }
        try await crates.save(&crate)
        say("saved", crate)
    }

    private func insert() async throws {
        var crate = Crate(label: nil)
        say("begin", crate)
        crate.label = try await file()
        try await crates.save(&crate)
        say("saved", crate)
    }

    private func delete(_ some: [Crate]) async throws {
        for crate in some { say("begin", crate) }
        let ids = some.map(\.id)
        try await crates.delete { $0.id.in(ids) }
        for crate in some { say("deleted", crate) }
    }

    /// Deletes a document, which lets go of its files, and restores it before a sweep.
    private func deleteAndRestore(_ crate: Crate) async throws {
        let history = History<Crate, String>(of: crates)
        try await history.delete(crate.id, by: "worker")
        let revisions = try await history.revisions(of: crate.id, limit: 2)
        guard let last = revisions.last else { return }
        say("saved", try await history.restore(last.number, of: crate.id, by: "worker"))
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
