/// Where in the HTML a template stands, as a browser would see it.
///
/// The compiler reads a template's literal text through this, so that it knows
/// at each tag how a value must be escaped, or that nothing can escape it.
struct HTMLState: Hashable {
    enum Position: Hashable {
        case text
        case tagOpen
        case endTagOpen
        case tagName
        case between
        case attributeName
        case afterAttributeName
        case beforeValue
        case quoted(UInt8)
        case unquoted
        case afterValue

        /// After a branch that may have written an attribute: what comes next
        /// must not become part of it.
        case joined
        case markupDeclaration([UInt8])
        case declaration
        case comment([UInt8])

        /// Inside an element whose content is not parsed.
        case rawText
        case rawTextLess
        case rawTextEndTag([UInt8])
    }

    var position = Position.text

    /// The tag, or the element whose text is not parsed.
    var element = ""
    var isEndTag = false
    var attribute = ""
    var address: AddressProgress?

    /// What the tag says about its own purpose.
    var decisive = DecisiveAttribute()

    /// Where in its JSON a script stands, if JSON is what it holds.
    var json: JSONPosition?

    /// Whether a value stands in one of the tag's attributes.
    var hasValue = false

    /// Whether the tag has an `http-equiv`, which makes its content a header.
    var isHeader = false

    /// Whether blanks are shown as they are: in `<pre>` and `<textarea>`.
    var keepsBlanks = false

    /// Whether browsers would leave out a newline that comes next, because it is the
    /// first thing in a `<pre>` or a `<textarea>`.
    var dropsNewline = false

    /// What a message calls this place.
    var description: String {
        switch position {
        case .text: "text"
        case .quoted, .unquoted, .beforeValue: "the attribute '\(attribute)' of <\(element)>"
        case .comment: "a comment"
        case .declaration, .markupDeclaration: "a declaration"
        case .rawText, .rawTextLess, .rawTextEndTag:
            json == .string ? "a string in the JSON of <script>" : "the text of <\(element)>"
        case .tagOpen, .endTagOpen: "a tag"
        case .tagName, .between, .attributeName, .afterAttributeName, .afterValue, .joined:
            "the tag <\(isEndTag ? "/" : "")\(element)>"
        }
    }

    /// What is known after either of two branches, or `nil` when they leave the
    /// HTML in different places.
    func joined(with other: HTMLState) -> HTMLState? {
        if self == other {
            return self
        }
        var state = self
        state.keepsBlanks = keepsBlanks || other.keepsBlanks
        state.dropsNewline = dropsNewline || other.dropsNewline
        state.hasValue = hasValue || other.hasValue
        state.isHeader = isHeader || other.isHeader
        state.decisive = decisive.joined(with: other.decisive)
        guard element == other.element, isEndTag == other.isEndTag, json == other.json
        else { return nil }
        if isBetweenAttributes, other.isBetweenAttributes {
            state.position = .joined
            state.attribute = ""
            return state
        }
        guard position == other.position, attribute == other.attribute else { return nil }
        if let address, let otherAddress = other.address {
            state.address = address.joined(with: otherAddress)
        }
        return state
    }

    private var isBetweenAttributes: Bool {
        switch position {
        case .tagName, .between, .attributeName, .afterAttributeName, .unquoted, .afterValue,
            .joined:
            true
        default: false
        }
    }
}
