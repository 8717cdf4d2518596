import Synchronization

/// Keeps the leak sanitizer, where tests are built for it, from looking at this process.
///
/// The process of an exit test ends in the middle of a task: what the task still holds is found
/// only through addresses in which Swift keeps bits of its own, and would be taken for lost.
package enum LeakSanitizer {
    fileprivate static let isOff = Atomic(false)

    /// Says that what is left when this process ends is not lost.
    package static func turnOff() { isOff.store(true, ordering: .relaxed) }
}

/// What the sanitizer asks, by this name, before it looks; without it nobody does.
@_cdecl("__lsan_is_turned_off")
func leakSanitizerIsTurnedOff() -> CInt {
    LeakSanitizer.isOff.load(ordering: .relaxed) ? 1 : 0
}
