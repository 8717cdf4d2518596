import BSON
import Testing

@Suite("Extended JSON")
struct ExtendedJSONTests {
    @Test("a value of every type reads back from its canonical form", arguments: EveryType.values)
    func canonical(value: BSONValue) throws {
        let text = value.extendedJSON(.canonical)

        let copy = try BSONValue(extendedJSON: text)

        #expect(copy == value)
    }

    @Test func `a document of every type reads back from its canonical form`() throws {
        let text = EveryType.document.extendedJSON(.canonical)

        let copy = try BSONDocument(extendedJSON: text)

        #expect(copy == EveryType.document)
    }

    @Test func `the relaxed form is what people write`() throws {
        let document: BSONDocument = [
            "title": "Ink \"1\"\n\u{1}é", "views": 7, "rate": 1.5, "tags": ["a", nil],
            "at": .date(milliseconds: 1_356_351_330_001), "empty": [:], "none": [],
        ]

        let text = document.extendedJSON()

        #expect(
            text == #"{"title":"Ink \"1\"\n\u0001é","views":7,"rate":1.5,"tags":["a",null],"#
                + #""at":{"$date":"2012-12-24T12:15:30.001Z"},"empty":{},"none":[]}"#)
    }

    @Test func `a document describes itself`() {
        let document: BSONDocument = ["a": 1]

        #expect("\(document)" == #"{"a":1}"#)
    }

    @Test(
        "a number takes the smallest type that holds it",
        arguments: [
            ("0", BSONValue.int32(0)), ("-2147483648", .int32(.min)),
            ("2147483648", .int64(2_147_483_648)), ("9223372036854775807", .int64(.max)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("1.0", .double(1)),
            ("-0.0", .double(-0.0)), ("1e2", .double(100)), ("1E-400", .double(0)),
        ])
    func numbers(text: String, value: BSONValue) throws {
        #expect(try BSONValue(extendedJSON: text).extendedJSON(.canonical) == value.canonical)
    }

    @Test(
        "escapes become characters",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9\u0000x""#, "é\0x"),
            (#""\ud83e\uddea!""#, "🧪!"), (#""é🧪""#, "é🧪"),
        ])
    func escapes(text: String, value: String) throws {
        #expect(try BSONValue(extendedJSON: text) == .string(value))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "{}x", "{} {}", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#,
            "{a:1}", "'a'", "01", "+1", "-", "1.", ".5", "1e", "1e400", "NaN", "nul", "True",
            #""a"#, #""\x""#, #""\u12g4""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#,
            "\"\n\"", "\"\\u0041\n\"", "\u{FEFF}{}", #"{"a":1}}"#, "[}", #""\"#,
        ])
    func malformed(text: String) {
        #expect(throws: BSONError.self) { try BSONValue(extendedJSON: text) }
    }

    @Test(
        "a wrapper that is not as it should be is refused",
        arguments: [
            #"{"$oid":"57e193d7a9cc81b4027498b"}"#, #"{"$numberInt":"2147483648"}"#,
            #"{"$numberDouble":"0x1p3"}"#, #"{"$numberDouble":"1e400"}"#,
            #"{"$numberDouble":"nan"}"#, #"{"$scope":{}}"#, #"{"$code":"","x":1}"#,
            #"{"$code":"","$scope":[]}"#, #"{"a":1,"$oid":"57e193d7a9cc81b4027498b5"}"#,
            #"{"$binary":"AQ==","$type":0}"#, #"{"$binary":{"base64":"AQ=","subType":"00"}}"#,
            #"{"$binary":{"base64":"AQ==","subType":"+1"}}"#,
            #"{"$binary":{"base64":"AQ==","subType":"000"}}"#, #"{"$undefined":false}"#,
            #"{"$timestamp":{"t":-1,"i":0}}"#, #"{"$timestamp":{"t":1,"t":1,"i":0}}"#,
            #"{"$timestamp":{}}"#, #"{"$date":"2023-02-29T00:00:00Z"}"#, #"{"$minKey":1.0}"#,
            #"{"$date":"2023-01-01T00:00:00"}"#, #"{"$date":"2023-01-01T00:00:00.Z"}"#,
        ])
    func wrongWrapper(text: String) {
        #expect(throws: BSONError.self) { try BSONValue(extendedJSON: text) }
    }

    @Test(
        "keys of a wrapper come in any order",
        arguments: [#"{"$code":"x","$scope":{"a":1}}"#, #"{"$scope":{"a":1},"$code":"x"}"#])
    func order(text: String) throws {
        let value = try BSONValue(extendedJSON: text)

        #expect(value == .javascriptWithScope(code: "x", scope: ["a": .int32(1)]))
    }

    @Test func `the older form of bytes is read`() throws {
        let value = try BSONValue(extendedJSON: #"{"$binary":"AQID","$type":"80"}"#)

        #expect(value == .binary(BSONBinary([1, 2, 3], subtype: .init(rawValue: 128))))
    }

    @Test(
        "operators of queries stay documents",
        arguments: [
            #"{"$regex":"^a","$options":"i"}"#, #"{"$type":2}"#, #"{"$gt":5}"#,
            #"{"$ref":"c","$id":1}"#, #"{"$options":""}"#,
        ])
    func operators(text: String) throws {
        #expect(try BSONValue(extendedJSON: text).extendedJSON() == text)
    }

    @Test func `the outermost object is a document whatever its keys`() throws {
        let document = try BSONDocument(extendedJSON: #"{"$oid":42,"$code":{}}"#)

        #expect(document.keys == ["$oid", "$code"])
    }

    @Test func `keys keep their order and stay double`() throws {
        let text = #"{"b":1,"a":2,"b":3}"#

        #expect(try BSONDocument(extendedJSON: text).extendedJSON() == text)
    }

    @Test func `a mistake is named by its path and place but not its value`() {
        let error = #expect(throws: BSONError.self) {
            try BSONDocument(extendedJSON: #"{"a":[1,{"b":{"$oid":"secret"}}]}"#)
        }

        #expect(error?.path == "a.1.b.$oid")
        #expect(
            error?.reason == .invalidJSON(expected: "24 hexadecimal digits", offset: 21))
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test func `text that is not UTF-8 is refused`() {
        #expect(throws: BSONError(.malformed(.text))) {
            let bytes: [UInt8] = [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]
            return try BSONDocument(extendedJSON: bytes.span)
        }
    }

    @Test("nesting is bounded", arguments: [(#"{"a":"#, "}"), ("[", "]")])
    func nesting(open: String, close: String) throws {
        func nested(_ levels: Int) -> String {
            "{\"a\":" + String(repeating: open, count: levels) + "1"
                + String(repeating: close, count: levels) + "}"
        }

        #expect(throws: Never.self) { try BSONDocument(extendedJSON: nested(199)) }
        let error = #expect(throws: BSONError.self) {
            try BSONDocument(extendedJSON: nested(100_000))
        }
        #expect(error?.reason == .tooDeep)
    }
}

extension BSONValue {
    fileprivate var canonical: String { extendedJSON(.canonical) }
}
