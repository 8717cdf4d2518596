public import BSON

/// A value in several languages.
///
///     var title: Localized<String> = ["en": "Ink", "de": "Tinte"]
///
///     post.title.value(in: ["de-CH", "fr"])          // "Tinte"
///     posts.find { $0.title["de"] == "Tinte" }
///     posts.update(id) { $0.title["fr"].set("Encre") }
///
/// It is stored as a document with a key for each language, so that each can be
/// asked for, changed and indexed by itself, and two people who translate into
/// different languages do not disturb each other.
public struct Localized<Value> {
    /// The value in each language there is.
    public private(set) var values: [Language: Value]

    /// Creates the value in the languages that are given.
    public init(_ values: [Language: Value] = [:]) {
        self.values = values
    }

    /// The value in exactly this language; `nil` removes it.
    public subscript(language: Language) -> Value? {
        get { values[language] }
        set { values[language] = newValue }
    }

    /// Returns the value in the best language there is.
    ///
    /// The first of the preferred languages counts first, each followed by those
    /// that include it (`de-CH`, then `de`), then the fallbacks in the same way. With
    /// none of them there, the language whose tag sorts first is better than
    /// nothing.
    ///
    /// - Returns: `nil` only if there is no value in any language.
    public func value(
        in preferred: [Language], fallback: [Language] = []
    ) -> Value? {
        language(in: preferred, fallback: fallback).flatMap { values[$0] }
    }

    /// Returns the language that ``value(in:fallback:)`` takes, to mark text with.
    public func language(
        in preferred: [Language], fallback: [Language] = []
    ) -> Language? {
        (preferred + fallback).lazy.flatMap(\.withParents).first { values[$0] != nil }
            ?? values.keys.min { $0.tag < $1.tag }
    }
}

/// A value in several languages, whatever it is.
protocol LocalizedValue {
    /// The type of the value in each language.
    associatedtype Translated
}

extension Localized: LocalizedValue {
    typealias Translated = Value
}

extension Localized: Sendable where Value: Sendable {}
extension Localized: Equatable where Value: Equatable {}
extension Localized: Hashable where Value: Hashable {}

extension Localized: ExpressibleByDictionaryLiteral {
    /// Creates the value in the languages of the literal; of one that is named twice
    /// the last counts.
    public init(dictionaryLiteral elements: (Language, Value)...) {
        values = Dictionary(elements) { _, last in last }
    }
}

extension Localized: BSONEncodable where Value: BSONEncodable {
    /// Writes a document, ordered by language.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            for (language, value) in values.sorted(by: { $0.key.tag < $1.key.tag }) {
                writer.append(key: language.tag, value)
            }
        }
    }
}

extension Localized: BSONDecodable where Value: BSONDecodable {
    /// Reads a document with a key for each language.
    ///
    /// A key that is no language is passed over: it costs nobody the document. Like every
    /// element that is unknown, it survives a save, and not a replacement.
    ///
    /// - Throws: `BSONError` if the value is something else, or that in a language is.
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard reader.type == .document else { throw reader.mismatch("document") }
        values = [:]
        while let element = try reader.next() {
            let key = try element.key()
            var value = element.value
            guard let language = Language(key) else { continue }
            do throws(BSONError) {
                values[language] = try Value(from: &value)
            } catch {
                throw error.inside(key)
            }
        }
    }
}
