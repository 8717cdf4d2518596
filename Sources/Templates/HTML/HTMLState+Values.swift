extension HTMLState {
    /// How text is written here; what is trusted may be the address of what acts.
    ///
    /// - Throws: `HTMLProblem` where no escaping makes a value safe.
    mutating func escapingOfText(isTrusted: Bool) throws(HTMLProblem) -> Escaping {
        switch position {
        case .text:
            return .text
        case .rawText where Self.escapableElements.contains(element):
            return .text
        case .quoted:
            return try escapingOfAttribute(isTrusted: isTrusted)
        case .unquoted, .beforeValue:
            throw HTMLProblem("a value in the attribute '\(attribute)' needs quotes around it")
        case .rawText where json != nil:
            return try escapingInJSON()
        case .rawText:
            throw HTMLProblem(
                "a value cannot stand inside <\(element)>; give it in a data- attribute"
                    + (element == "script" ? " or a <script type=\"application/json\">" : ""))
        case .tagName, .between, .attributeName, .afterAttributeName, .afterValue, .joined:
            throw HTMLProblem(
                "a value cannot stand in \(description) outside of a quoted attribute")
        case .tagOpen, .endTagOpen, .markupDeclaration, .declaration, .comment, .rawTextLess,
            .rawTextEndTag:
            throw HTMLProblem("a value cannot stand in \(description)")
        }
    }

    private func escapingInJSON() throws(HTMLProblem) -> Escaping {
        switch json {
        case .string: return .jsonString
        case .escape: throw HTMLProblem("a value cannot follow a backslash")
        case .between, nil: return .json
        }
    }

    /// Checks that markup may be written here.
    ///
    /// - Throws: `HTMLProblem` anywhere but between tags.
    func checkMarkup() throws(HTMLProblem) {
        guard position == .text else {
            throw HTMLProblem("markup stands only between tags, not in \(description)")
        }
    }

    /// Elements whose text knows character references, so that escaping works.
    static let escapableElements: Set<String> = ["textarea", "title"]

    /// What the attribute is for.
    var purpose: AttributePurpose {
        AttributePurpose(of: attribute, in: element, isPlainLink: decisive.isPlainLink)
    }

    private mutating func escapingOfAttribute(isTrusted: Bool) throws(HTMLProblem) -> Escaping {
        guard !isHeader else {
            throw HTMLProblem("a value cannot stand in a tag with 'http-equiv'")
        }
        hasValue = true
        let purpose = purpose
        switch purpose {
        case .plain:
            return .text
        case .refused(let reason):
            throw HTMLProblem("a value cannot stand in \(reason)")
        case .address, .addressList, .trustedAddress:
            var progress = address ?? AddressProgress()
            let escaping = try progress.escapingOfValue(
                inList: purpose == .addressList, acts: purpose == .trustedAddress,
                isTrusted: isTrusted)
            address = progress
            return escaping
        }
    }
}
