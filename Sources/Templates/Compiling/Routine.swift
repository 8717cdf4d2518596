/// A template that is compiled once for all the places that include it in the same
/// way.
struct Routine {
    /// Why it is not written out in each of them.
    enum Reason: String {
        case circular = "includes itself"
        case chosen = "is chosen by a value"
        case deep = "is included very deep"
        case large = "belongs to a very large page"
    }

    /// What makes one compilation differ from another.
    struct Key: Hashable {
        let name: String
        let scopes: [ObjectIdentifier]
        let html: HTMLState
        let overrides: [String: Place]
    }

    let key: Key
    let name: Name
    let reason: Reason
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
    /// time.
    static let maximumCount = 100_000
}

/// The templates that a value may choose, as they are included at one place or at
/// several alike.
struct RoutineTable {
    /// What makes one table differ from another.
    struct Key: Hashable {
        /// `nil` for all of the library's.
        let names: [String]?
        let scopes: [ObjectIdentifier]
        let html: HTMLState
        let overrides: [String: Place]
    }

    let key: Key

    /// Positions among the routines, by name.
    let routines: [String: Int]
}
