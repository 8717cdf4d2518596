import BSON

extension Rule where Value == String {
    /// Text has a form somewhere in it; from `^` to `$`, as a whole.
    ///
    ///     @Rules(.pattern("^[A-Z]{2}-\\d+$", "must be a number such as 'BS-12'"))
    ///     var plate: String
    ///
    /// Patterns are what both this program and the server can read, in time that grows
    /// only with the text: characters, `.`, classes, groups, `|`, counts, `^` and `$`.
    /// One that cannot be read refuses every text, and says why.
    public static func pattern(_ pattern: String, _ message: String = "has the wrong form") -> Rule
    {
        matching(
            pattern, .init(.pattern, message, limits: ["pattern": .string(pattern)]))
    }

    /// Text is an email address, as a form of the web takes it: one `@`, and a domain.
    ///
    /// The form is that of the HTML standard, "valid e-mail address". Whether anybody
    /// reads what is sent there, only sending tells.
    public static var email: Rule {
        let label = "[a-zA-Z0-9]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?"
        return matching(
            "^[a-zA-Z0-9.!#$%&'*+\\/=?^_`{|}~\\-]{1,64}@\(label)(\\.\(label))*$",
            .init(.email, "must be an email address"))
    }

    /// Text is an absolute address of the web, `https://` or `http://` and a host, in
    /// ASCII.
    ///
    /// No other scheme passes, so a link to it runs no script. It may still lead
    /// anywhere: one that a visitor gave is no address for a server to fetch.
    public static var url: Rule {
        matching(
            "^https?:\\/\\/[a-zA-Z0-9.\\-]+(:[0-9]{1,5})?([\\/?#][!#-;=?-\\[\\]_a-z~]*)?$",
            .init(.url, "must be a web address that begins with https:// or http://"))
    }

    /// Text can be part of an address: lower-case letters, digits, and single hyphens
    /// between them.
    public static var slug: Rule {
        matching(
            "^[a-z0-9]+(-[a-z0-9]+)*$",
            .init(.slug, "must be lower-case letters, digits and single hyphens"))
    }

    private static func matching(_ source: String, _ failure: ValidationError.Failure) -> Rule {
        do throws(PatternMistake) {
            let pattern = try Pattern(source)
            return Rule(schema: ["pattern": .string(pattern.exported)]) { value, validation in
                if !pattern.matches(value) { validation.fail(failure) }
            }
        } catch {
            let message = "has a rule whose pattern cannot be read: \(error.message)"
            return Rule(schema: nil) { _, validation in
                validation.fail(.init(.pattern, message))
            }
        }
    }
}
