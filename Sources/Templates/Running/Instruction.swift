/// One step of a program.
///
/// Targets are positions in the program; slots count from the current call's
/// first; fields are kept beside the instructions, so that these are plain
/// numbers.
enum Instruction: Sendable {
    /// Appends a part of the program's literal text.
    case literal(start: Int, count: Int)
    case write(writer: Int, slot: Int, Escaping)

    /// Writes a dot if the address ends in a slash, so that the slash that follows
    /// begins no host.
    case dot
    case skipIf(condition: Int, slot: Int, target: Int)
    case skipUnless(condition: Int, slot: Int, target: Int)

    /// Begins a section over a value, or skips it when there is none.
    case enter(entrance: Int, slot: Int, inner: Int, target: Int)

    /// Goes back to the beginning of a section while there are values.
    case next(entrance: Int, inner: Int, target: Int)
    case jump(target: Int)

    /// Writes the indentation of the call.
    case indent

    /// Runs a partial that is not written out here.
    case call(Int)
    case `return`
}

/// What a call gives to a partial.
struct Call: Sendable {
    /// Which partial it is given to.
    enum Goal: Sendable {
        /// The one that begins at this instruction; while the program is compiled, the
        /// one with this number.
        case position(Int)

        /// The one in a table of the program that the value in a slot names.
        case chosen(@Sendable (Scope) -> String?, slot: Int, table: Int)
    }

    let name: Name
    var goal: Goal

    /// The slots that become the first of the partial's own.
    let slots: [Int]

    /// Where the partial's slots begin.
    let frame: Int

    /// What every line of the partial begins with, and whether the indentation
    /// of the caller's own call comes before it.
    let indentation: [UInt8]
    let isIndentedByCaller: Bool
}
