import BSON

/// A value that the server computes from the documents of a group.
public struct Accumulator<Root, Value>: Sendable {
    /// Whether the value is what the documents of the group have in common.
    let isKey: Bool
    let expression: Result<BSONValue, BSONError>

    init(isKey: Bool, expression: Result<BSONValue, BSONError>) {
        self.isKey = isKey
        self.expression = expression
    }

    private init<Element>(_ name: String, _ formula: Formula<Root, Element>) {
        isKey = false
        expression = formula.expression.map { [name: $0] }
    }

    /// What the documents of a group have in common; without any, all documents are one
    /// group.
    public static func key(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator(isKey: true, expression: formula.expression)
    }

    /// The first value, in the order of the documents.
    public static func first(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator("$first", formula)
    }

    /// The last value, in the order of the documents.
    public static func last(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator("$last", formula)
    }

    /// The least value; null if there is none.
    public static func min(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator("$min", formula)
    }

    /// The greatest value; null if there is none.
    public static func max(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator("$max", formula)
    }
}

extension Accumulator where Value == Int {
    /// The number of documents.
    public static var count: Accumulator {
        Accumulator(isKey: false, expression: .success(["$sum": 1]))
    }
}

extension Accumulator where Value: NumberValue {
    /// The sum of the values.
    public static func sum(_ formula: Formula<Root, Value>) -> Accumulator {
        Accumulator("$sum", formula)
    }

    /// The sum of the values that are there; zero if none is.
    public static func sum(_ formula: Formula<Root, Value?>) -> Accumulator {
        Accumulator("$sum", formula)
    }
}

extension Accumulator where Value == Double {
    /// The mean of the values.
    public static func average(_ formula: Formula<Root, some NumberValue>) -> Accumulator {
        Accumulator("$avg", formula)
    }
}

extension Accumulator where Value == Double? {
    /// The mean of the values that are there; `nil` if none is.
    public static func average<Number: NumberValue>(
        _ formula: Formula<Root, Number?>
    ) -> Accumulator {
        Accumulator("$avg", formula)
    }
}

extension Accumulator where Value: ArrayValue {
    /// Every value, in the order of the documents.
    public static func push(_ formula: Formula<Root, Value.Element>) -> Accumulator {
        Accumulator("$push", formula)
    }

    /// Each value once, in no order.
    public static func addToSet(_ formula: Formula<Root, Value.Element>) -> Accumulator {
        Accumulator("$addToSet", formula)
    }
}
