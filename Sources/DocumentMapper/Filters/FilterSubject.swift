import BSON

/// What a filter asks about: a field, or any element of an array.
///
/// It only carries the comparisons that both have; nobody else conforms to it.
public protocol FilterSubject<Root, Value>: Sendable {
    /// The model.
    associatedtype Root

    /// The type of the value that is compared.
    associatedtype Value

    /// The dotted path from the outermost document.
    var dottedPath: String { get }
}

extension Field: FilterSubject {}

extension AnyElement: FilterSubject {}

extension FilterSubject {
    /// Matches documents that have the field, even if it is null.
    public var exists: Filter<Root> { filter("$exists", true) }

    func filter(_ name: String, _ value: some BSONEncodable) -> Filter<Root> {
        Filter(dottedPath, name, value)
    }
}
