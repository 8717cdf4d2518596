import BSON
import MongoClient

/// What a test knows by a name.
enum Entity: Sendable {
    case client(ClientEntity)
    case database(MongoDatabase)
    case collection(MongoCollection)
    case bucket(GridFSBucket)
    case session(SessionEntity)
    case cursor(any DocumentCursor)
    case thread(TestThread)
    case events(EventList)
    case value(BSONValue)
}
