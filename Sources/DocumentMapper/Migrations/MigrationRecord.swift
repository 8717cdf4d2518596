import BSON
import FoundationEssentials

/// What the ledger says of one migration.
@Embedded
struct MigrationRecord {
    @Key("_id") var id: String
    var direction: MigrationDirection
    var isFinished = false
    var startedAt = Date.now
    var finishedAt: Date?
    /// How far each step has come.
    var steps: [Step] = []

    /// How far one step has come.
    @Embedded
    struct Step: Equatable {
        /// The identifier of the last document that was looked at.
        var last: BSONValue?
        var seen = 0
        var changed = 0
        var isFinished = false
    }
}

extension MigrationDirection: BSONCodable {}
