/// What a tag's meaning depends on besides the tag itself.
struct Surroundings {
    /// A value whose names are in scope, and the slot it is kept in.
    struct Scope {
        let table: any FieldTable
        let slot: Int

        /// The slot of the value it was reached from, unless the page or the
        /// routine began with it.
        var origin: Int?
    }

    /// From the outermost to the innermost.
    var scopes: [Scope]

    /// The first slot that is free.
    var nextSlot: Int

    /// What fills the blocks.
    var overrides: [String: Block] = [:]

    /// What is written at the start of every line.
    var indentation: [UInt8] = []

    /// Whether the indentation with which the routine was called comes before.
    var isIndentedByCaller = false

    /// The indentation of a block where it was written, which is taken off.
    var removedIndentation: [UInt8] = []

    /// Whether the indentation of the next line is there already.
    var isIndented = false

    /// How many sections, inclusions and blocks are around.
    var depth = 0

    /// What fills the blocks around, the outermost first.
    var fillings: [Place] = []

    /// The same inside a section over values of `table`, kept in `slot` and reached
    /// from `origin`.
    func entering(_ table: any FieldTable, slot: Int, from origin: Int) -> Surroundings {
        var inner = self
        inner.scopes.append(Scope(table: table, slot: slot, origin: origin))
        inner.nextSlot = slot + 1
        return inner
    }

    /// The scopes that can be seen: of several values of one type only the
    /// innermost can, because it has all the names of the others.
    var visibleScopes: [Scope] {
        var seen: Set<ObjectIdentifier> = []
        return scopes.reversed().filter { seen.insert($0.table.identifier).inserted }.reversed()
    }

    /// The slot of the value that led to the innermost one, and over how many
    /// sections.
    var source: (slot: Int?, sections: Int) {
        var scope = scopes.last
        var sections = 0
        while let origin = scope?.origin {
            scope = scopes.first { $0.slot == origin }
            sections += 1
        }
        return (scope?.slot, sections)
    }
}
