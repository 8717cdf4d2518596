import DocumentMapper
import FoundationEssentials

@Document("meetings")
struct Meeting: Hashable {
    var id = ObjectID()
    @Rules(.length(1...80)) var title: String
    @Rules(.email, .length(...100)) var contact: String?
    @Rules(.range(1...500)) var seats = 20
    @Rules(.pattern("^[A-Z]{2}-\\d+$", "must look like 'BS-12'")) var room: String?
    @Rules(.oneOf(["talk", "walk"])) var kind = "talk"
    @Rules(.not(.oneOf(["root", "admin"]), "is taken")) var host = "ada"
    @Rules(.any(of: [.email, .url], "must be an address")) var link: String?
    @Rules(.length(...5), .each(.slug)) var tags: [String] = []
    @Rules(.custom("must be even") { (count: Int) in count.isMultiple(of: 2) }) var chairs = 0
    var begin = Date.distantPast
    var end = Date.distantFuture
}

extension Meeting {
    static let rules: [DocumentRule<Meeting>] = [
        DocumentRule("must come after the beginning", blaming: { [$0.end] }) {
            $0.begin <= $0.end
        }
    ]
}
