public import BSON

/// Reads bytes from hexadecimal digits; what is no digit counts as zero.
public func bytes(hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.map { UInt8($0.hexDigitValue ?? 0) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// Reads every value of a document and writes it again.
public func rebuilt(_ document: BSONDocument) -> BSONDocument {
    var copy = BSONDocument()
    for (key, value) in document {
        try? copy.append(key: key, rebuilt(value))
    }
    return copy
}

private func rebuilt(_ value: BSONValue) -> BSONValue {
    switch value {
    case .document(let document): .document(rebuilt(document))
    case .array(let array): .array(BSONArray(array.map(rebuilt)))
    case .javascriptWithScope(let code, let scope):
        .javascriptWithScope(code: code, scope: rebuilt(scope))
    default: value
    }
}
