/// Where a program keeps a value whose names it reads.
///
/// A program has a slot for each depth of sections and reuses what is in it, so
/// that a list costs one allocation and not one for each element.
@usableFromInline
class Scope {
    @usableFromInline
    init() {}
}

/// A scope whose type is known.
///
/// Fields get their scope as a `Scope` and must say which it is. The compiler
/// chose the slot by the type of its value, so the conversion succeeds; it is
/// what safe code costs here.
@usableFromInline
final class ScopeOf<Value>: Scope {
    @usableFromInline var value: Value
    @usableFromInline var others: ArraySlice<Value> = []

    @inlinable
    init(_ value: Value) {
        self.value = value
    }

    /// Moves to the next value, or returns `false` after the last.
    @inlinable
    func advance() -> Bool {
        guard let next = others.first else { return false }
        others.removeFirst()
        value = next
        return true
    }

    /// Puts `value` into `slot`, to be followed by `others`.
    @inlinable
    static func place(_ value: Value, before others: ArraySlice<Value>, in slot: inout Scope?) {
        guard let scope = slot as? ScopeOf else {
            let scope = ScopeOf(value)
            scope.others = others
            slot = scope
            return
        }
        scope.value = value
        scope.others = others
    }
}
