import DocumentMapper
import FoundationEssentials

@Document("invoices")
struct Invoice: Hashable {
    var id = ObjectID()
    var number: String
    @CreatedAt var createdAt = Date.now
    @UpdatedAt var updatedAt = Date.now
    @DeletedAt var deletedAt: Date?
}

extension Invoice {
    mutating func willSave() {
        number = number.uppercased()
    }
}
