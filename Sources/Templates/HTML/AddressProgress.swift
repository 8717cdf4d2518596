/// How far the address in an attribute is known, so that no value can choose
/// its scheme or its host.
///
/// Sections and values that may be empty leave several possibilities; a value must
/// be safe in each of them.
struct AddressProgress: Hashable {
    private var steps: Set<AddressStep> = [.start]

    /// Whether a slash that comes next could become the second of two that begin a
    /// host, though the template did not write two.
    ///
    /// In `/{{a}}/{{b}}` it would when there is no `a`. A dot before it then keeps
    /// the address on its site.
    func needsDot(before byte: UInt8) -> Bool {
        byte.isSlash && (steps.contains(.value) || (steps.contains(.slash) && steps.count > 1))
    }

    /// Moves past one byte of the template.
    ///
    /// - Throws: `HTMLProblem` when the byte could make a scheme out of a value.
    mutating func read(_ byte: UInt8, inList: Bool) throws(HTMLProblem) {
        let hasDot = needsDot(before: byte)
        var next: Set<AddressStep> = []
        for step in steps {
            next.formUnion(
                hasDot && step == .slash ? [.here] : try step.next(byte, inList: inList))
        }
        steps = next
    }

    /// How a value is written here; afterwards the address begins with it, or
    /// goes on as before.
    ///
    /// - Throws: `HTMLProblem` where a value could choose where the address leads.
    mutating func escapingOfValue(
        inList: Bool, acts: Bool, isTrusted: Bool
    ) throws(HTMLProblem) -> Escaping {
        try checkBeginning(acts: acts, isTrusted: isTrusted)
        if steps == [.start] {
            steps = [.value]
            return inList ? .addressList : .address
        }
        guard !steps.contains(.start) else {
            throw HTMLProblem(
                "whether the sections before it are shown decides whether this value begins the "
                    + "address; begin the address in each of them")
        }
        if steps.contains(.slash) {
            // It may be empty.
            steps.insert(.here)
        }
        return .addressPart
    }

    private func checkBeginning(acts: Bool, isTrusted: Bool) throws(HTMLProblem) {
        if steps.contains(.forbidden) {
            throw HTMLProblem(
                "a value cannot stand in an address of this scheme, or after '&' at its beginning")
        }
        if steps.contains(.value) {
            throw HTMLProblem(
                "a second value follows the one that begins this address; write '/', '?' or '#' "
                    + "between them, or let the page give one complete address")
        }
        if steps.contains(where: \.isWord) {
            throw HTMLProblem(
                "this address begins with a bare word, which a value could turn into a scheme; "
                    + "begin it with '/', '?', '#' or 'https://'")
        }
        guard !acts || steps == [.here] || (isTrusted && steps == [.start]) else {
            throw HTMLProblem(
                "what acts with the page's rights (a script, a frame, a style sheet, a link whose "
                    + "'rel' is not written before) comes from a TrustedAddress, or from an "
                    + "address that the template begins, such as /static/script.js?v={{version}}")
        }
        if steps.contains(.host(isEmpty: true)) || steps.contains(.host(isEmpty: false)) {
            throw HTMLProblem(
                "this value could name the host of the address; write the host and '/' before it, "
                    + "or let the page give one complete address")
        }
        if steps.contains(.comma) {
            throw HTMLProblem("write a space between the comma and the next address")
        }
    }

    /// What is known after either of two branches.
    func joined(with other: AddressProgress) -> AddressProgress {
        var joined = self
        joined.steps.formUnion(other.steps)
        return joined
    }
}

extension AddressStep {
    fileprivate var isWord: Bool {
        switch self {
        case .scheme, .word: true
        default: false
        }
    }
}
