import BSON
import FoundationEssentials
import MongoClient

extension Attachments {
    /// Deletes files that belong to no document, and chunks that belong to no file.
    ///
    /// They come from uploads that nobody saved a document with, and from programs that
    /// ended in the middle. To be run now and then, while others work:
    ///
    /// - A file is deleted in one step with the question whether it is still loose, and
    ///   a save attaches it in the same transaction as it stores the document. So of a
    ///   save and a sweep that meet, either the file is attached and stays, or the save
    ///   finds it gone, is refused, and changes nothing.
    /// - `age` is the time between storing a file and saving the document, such as that
    ///   for which a form may lie open. It must also be longer than any pause within an
    ///   upload, whose chunks belong to no file before it ends.
    ///
    /// With `checkingOwners`, it also reads all files and the documents they belong to,
    /// and makes loose what a document that was written or expired past ``Documents`` has
    /// left. They are deleted by a later sweep.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached.
    @discardableResult
    nonisolated(nonsending) public func sweep(
        olderThan age: Duration = .seconds(24 * 60 * 60), checkingOwners: Bool = false
    ) async throws -> SweepReport {
        let limit = BSONValue.date(Date.now - age / .seconds(1))
        let condition: BSONDocument = [
            "metadata.loose": ["$lte": limit], "uploadDate": ["$lte": limit],
        ]
        var report = SweepReport()
        if checkingOwners { report.loosened = try await loosenUnowned(olderThan: limit) }
        let loose = try await bucket.files.find(
            condition, options: FindOptions(projection: ["_id": 1])
        ) { try $0.require("_id", as: BSONValue.self) }.all()
        for file in loose where try await bucket.delete(file, where: condition) {
            report.files += 1
        }
        report.strayFiles = try await bucket.deleteStrayChunks(olderThan: age)
        return report
    }

    /// Makes files loose whose document is gone or does not refer to them.
    ///
    /// A save that attaches one of them at the same time changes its mark, so that one
    /// of the two transactions is repeated.
    nonisolated(nonsending) private func loosenUnowned(
        olderThan limit: BSONValue
    ) async throws -> Int {
        let name = collection.name
        var last: BSONValue?
        var count = 0
        while true {
            var filter: BSONDocument = [
                "metadata.owner": ["$exists": true], "uploadDate": ["$lte": limit],
            ]
            if let last { filter.append("_id", BSONDocument(dictionaryLiteral: ("$gt", last))) }
            let options = FindOptions(sort: ["_id": 1], limit: 200)
            let (ids, unowned) = try await collection.database.withTransaction { database in
                let files = try await database.bucket(name).find(filter, options: options).all()
                let owners = files.compactMap { $0.metadata?["owner"] }
                let referred = try await database.collection(name).find(
                    ["_id": ["$in": .array(BSONArray(owners))]]
                ) { reader in
                    let document = try reader.document()
                    return (owner: document["_id"] ?? .null, files: document.attachedFiles)
                }.all()
                let kept = Dictionary(
                    referred.map { ($0.owner, $0.files) }, uniquingKeysWith: { $1 })
                let unowned = files.filter { file in
                    guard let owner = file.metadata?["owner"], let id = file.id.objectID else {
                        return false
                    }
                    return kept[owner]?.contains(id) != true
                }.compactMap(\.id.objectID)
                try await FileMarks(database.bucket(name)).loosen(Set(unowned))
                return (files.map(\.id), unowned.count)
            }
            count += unowned
            guard let end = ids.last else { return count }
            last = end
        }
    }
}
