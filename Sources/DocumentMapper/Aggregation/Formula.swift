public import BSON

/// A value that the server computes from a document.
///
/// In a formula a document is itself one: `$0.title` is the value of its property
/// `title`, `$0.place.city` that of an embedded struct's, and `$0.views + $0.likes` a
/// sum. `Root` and `Value` exist only in the compiler, which refuses a misspelt
/// property or a value of another type.
///
/// A text, number or boolean that is written out is a formula too, and
/// ``literal(_:)`` makes one of any other value. A value is never obeyed, also
/// when it looks like an operator or a path.
@dynamicMemberLookup
public struct Formula<Root, Value>: Sendable {
    /// The dotted path of the value, if it is stored rather than computed.
    private let storedPath: String?

    /// What the server is told.
    let expression: Result<BSONValue, BSONError>

    /// The value of a property; of the whole document, for the empty path.
    init(path: String) {
        storedPath = path
        expression = .success(.string(path.isEmpty ? "$$ROOT" : "$" + path))
    }

    init(_ expression: Result<BSONValue, BSONError>) {
        storedPath = nil
        self.expression = expression
    }

    /// Applies an operator to other formulas, named by what the operator calls them.
    init(_ name: String, _ operands: KeyValuePairs<String, any FormulaConvertible>) {
        self.init(
            Result { () throws(BSONError) in
                var document = BSONDocument()
                for (key, operand) in operands {
                    try document.append(key: key, operand.expression.get())
                }
                return [name: .document(document)]
            })
    }

    /// Applies an operator to other formulas.
    init(_ name: String, of operands: any FormulaConvertible...) {
        self.init(
            Result { () throws(BSONError) in
                var list = BSONArray()
                for operand in operands { list.append(try operand.expression.get()) }
                return [name: .array(list)]
            })
    }

    /// A value that is the same for every document.
    public static func literal(_ value: Value) -> Formula where Value: BSONEncodable {
        Formula(
            Result { () throws(BSONError) in ["$literal": try BSONValue(encoding: value)] })
    }

    /// Takes a formula in MongoDB's own words.
    ///
    /// Operators and paths in it are obeyed, so never put a value into it that a
    /// visitor chose.
    public static func raw(_ expression: BSONValue) -> Formula {
        Formula(.success(expression))
    }

    /// The value of a property of the document.
    public subscript<Inner>(
        dynamicMember field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> Formula<Root, Inner> where Value: Embedded {
        member(Value.fields[keyPath: field].dottedPath)
    }

    /// The value of a property of the document, if there is one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> Formula<Root, Inner?> where Value == Wrapped? {
        member(Wrapped.fields[keyPath: field].dottedPath)
    }

    /// The value of an optional property of the document, if there is one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> Formula<Root, Inner?> where Value == Wrapped? {
        member(Wrapped.fields[keyPath: field].dottedPath)
    }

    private func member<Inner>(_ key: String) -> Formula<Root, Inner> {
        if let storedPath {
            return Formula<Root, Inner>(path: storedPath.isEmpty ? key : "\(storedPath).\(key)")
        }
        return Formula<Root, Inner>(
            "$getField", ["field": Formula<Root, String>.literal(key), "input": self])
    }

    /// The same value where an optional one is asked for.
    public var optional: Formula<Root, Value?> { Formula<Root, Value?>(expression) }
}

/// A formula of whatever type.
protocol FormulaConvertible {
    var expression: Result<BSONValue, BSONError> { get }
}

extension Formula: FormulaConvertible {}
