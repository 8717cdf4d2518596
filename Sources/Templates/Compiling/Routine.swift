/// A template that may include itself, or whose name is not known before the page
/// is, compiled once for all the places that include it in the same way.
struct Routine {
    /// What makes one compilation differ from another.
    struct Key: Hashable {
        let name: String
        let scopes: [ObjectIdentifier]
        let html: HTMLState
        let overrides: [String: Place]
    }

    let key: Key
    let name: Name
    let surroundings: Surroundings

    /// Where it begins in the program, once it is compiled.
    var target: Int?

    /// The routines that it runs, and what each does with the innermost value.
    var calls: [(routine: Int, step: Step)] = []

    /// How a call's innermost value comes from its caller's.
    ///
    /// Data end somewhere, so a template that includes itself comes to an end if
    /// each round goes deeper into them.
    enum Step {
        case same
        case deeper

        /// It is looked up anew in an outer value.
        case elsewhere
    }

    /// More routines than this come only from an inclusion that differs each
    /// time, such as one in an attribute that grows longer and longer.
    static let maximumCount = 2000
}

/// A call whose routine is not compiled yet.
struct PendingCall {
    let name: Name

    /// Where the call stands in the program.
    let position: Int
    let routine: Int
    let surroundings: Surroundings

    /// The slots that become the first of the routine's own.
    let slots: [Int]
}
