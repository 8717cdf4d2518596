import DocumentMapper
import FoundationEssentials

/// A model of the types that no member has.
@Document("parcels")
struct Parcel {
    var id = ObjectID()
    var sender: Reference<Member>?
    var receiver: DBReference<Member>?
    @Rules(.eachLanguage(.notEmpty)) var label: Localized<String> = [:]
    var notes: Localized<Note>?
    @Rules(.range(Decimal128.zero...Decimal128.hundred)) var price: Decimal128 = 0
    @Rules(.range(..<2)) var weight: Decimal128?
    var token: UUID?
    var tracking: URL?
    var seal: Data?
    var stamp: BSONTimestamp?
    var place: GeoPoint?
    var route: GeoLine?
    var area: GeoPolygon?
    var shape: GeoShape?
    var picture: Attachment?

    /// What is said in a language.
    @Embedded
    struct Note {
        @Rules(.length(...3)) var text: String
    }
}

extension Decimal128 {
    /// Zero with two digits behind the point.
    static let zero = Decimal128("0.00") ?? 0

    /// A hundred with two digits behind the point.
    static let hundred = Decimal128("100.00") ?? 100
}
