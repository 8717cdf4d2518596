import DocumentMapper
import FoundationEssentials

@Document("profiles")
struct Profile: Hashable {
    var id = UUID()
    var page: URL?
    var balance: Decimal128 = 0
    var languages: Set<String> = []
    var visits: [Weekday: Int] = [:]
    var key = BSONBinary([])
    var pattern: BSONRegularExpression?
    var anything: BSONValue = .null
}

enum Weekday: String, BSONKey { case saturday, sunday }

struct Cent: BSONRepresentable, Hashable {
    var bsonRepresentation: Int
}

struct Shop: Codable, Hashable, BSONCoded {
    var name: String
    var since: Date
}

@Embedded
enum Piece: Hashable {
    case paragraph(text: String)
    case picture(url: String, width: Int?)
    case line
}

@Document("leaves")
struct Leaf: Hashable {
    var id = ObjectID()
    var pieces: [Piece] = []
    var price = Cent(bsonRepresentation: 0)
    var shop: Shop?
    @Unknown var rest = BSONDocument()
}
