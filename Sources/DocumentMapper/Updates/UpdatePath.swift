import BSON

/// The way from a document to what a change changes, through structs and arrays.
public struct UpdatePath: Sendable {
    /// How elements of an array are chosen.
    enum Selector: Sendable {
        /// Every element.
        case every
        /// The element that the condition of the update found.
        case matched
        /// The elements that meet a condition, written for an element of no name.
        case meeting(Result<BSONDocument, BSONError>)
    }

    /// A part of the way that leads through structs alone.
    struct Section: Sendable {
        /// How the elements that it starts from are chosen; `nil` for the document.
        var selector: Selector?

        /// The dotted path from there; empty for the element itself.
        var path: String

        /// The structs on the path that may be absent.
        var optionals: [String]
    }

    private(set) var sections: [Section]

    init(_ path: String, optionals: [String] = []) {
        sections = [Section(path: path, optionals: optionals)]
    }

    /// The path of the outermost property, or of one within it.
    var key: String { sections[0].path }

    /// Whether the way ends at elements of an array rather than at a field.
    var endsAtElement: Bool { sections.count > 1 && sections[sections.count - 1].path.isEmpty }

    /// Goes on into elements of the array at the end of the way.
    func elements(_ selector: Selector) -> UpdatePath {
        var copy = self
        copy.sections.append(Section(selector: selector, path: "", optionals: []))
        return copy
    }

    /// The same way, with the elements of each array chosen anew by the number of its
    /// section.
    func choosing(_ selector: (Int) -> Selector) -> UpdatePath {
        var copy = self
        for index in sections.indices.dropFirst() {
            copy.sections[index].selector = selector(index)
        }
        return copy
    }

    /// The way to the innermost array, of which it leads to elements.
    var upToArray: UpdatePath {
        var copy = self
        copy.sections.removeLast()
        return copy
    }

    /// Goes on to a property of the struct at the end of the way, which may be absent.
    func property(_ path: String, ofOptional isOptional: Bool = false) -> UpdatePath {
        var copy = self
        let last = sections.count - 1
        if isOptional { copy.sections[last].optionals.append(sections[last].path) }
        copy.sections[last].path = sections[last].path.joined(to: path)
        return copy
    }
}
