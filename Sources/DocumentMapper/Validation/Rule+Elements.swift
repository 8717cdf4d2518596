public import BSON

extension Rule {
    /// Each element of an array keeps the rules.
    public static func each<Element: Sendable>(_ rules: Rule<Element>...) -> Rule
    where Value == [Element] {
        Rule(
            schema: Rule<Element>.schema(joining: rules).map { ["items": .document($0)] },
            isForElements: true
        ) { value, validation in
            for (index, element) in value.enumerated() {
                validation.descend(to: .index(index)) { validation in
                    for rule in rules { rule.check(element, &validation) }
                }
            }
        }
    }

    /// Each element of a set keeps the rules; a set has no positions, so all failures
    /// stand at its own path.
    public static func each<Element: Sendable>(_ rules: Rule<Element>...) -> Rule
    where Value == Set<Element> {
        Rule(
            schema: Rule<Element>.schema(joining: rules).map { ["items": .document($0)] },
            isForElements: true
        ) { value, validation in
            for element in value {
                for rule in rules { rule.check(element, &validation) }
            }
        }
    }

    /// The value in each language keeps the rules.
    public static func eachLanguage<Translated: Sendable>(_ rules: Rule<Translated>...) -> Rule
    where Value == Localized<Translated> {
        Rule(
            schema: Rule<Translated>.schema(joining: rules).map(Language.schema(ofEach:)),
            isForElements: true
        ) { value, validation in
            for (language, translation) in value.values {
                validation.descend(to: .key(language.tag)) { validation in
                    for rule in rules { rule.check(translation, &validation) }
                }
            }
        }
    }

    /// Each key of a dictionary keeps the rules.
    ///
    /// The server cannot be told of rules for keys.
    public static func keys<Key: BSONKey & Sendable, Element: Sendable>(_ rules: Rule<Key>...)
        -> Rule
    where Value == [Key: Element] {
        Rule(schema: nil) { value, validation in
            for key in value.keys {
                validation.descend(to: .entry(key.bsonKey)) { validation in
                    for rule in rules { rule.check(key, &validation) }
                }
            }
        }
    }

    /// Each value of a dictionary keeps the rules.
    public static func values<Key: BSONKey & Sendable, Element: Sendable>(
        _ rules: Rule<Element>...
    ) -> Rule
    where Value == [Key: Element] {
        Rule(
            schema: Rule<Element>.schema(joining: rules).map {
                ["additionalProperties": .document($0)]
            }
        ) { value, validation in
            for (key, element) in value {
                validation.descend(to: .entry(key.bsonKey)) { validation in
                    for rule in rules { rule.check(element, &validation) }
                }
            }
        }
    }

    /// What the server is told of several rules; `nil` if it cannot be told of one.
    static func schema(joining rules: [Rule]) -> BSONDocument? {
        let schemas = rules.compactMap(\.schema)
        guard schemas.count == rules.count else { return nil }
        return schemas.count == 1
            ? schemas[0] : ["allOf": .array(BSONArray(schemas.map(BSONValue.document)))]
    }
}
