import BSON

/// Reads one input of libFuzzer, which calls this with one after another.
///
/// - Returns: Zero, as libFuzzer wants it.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer promises `count` bytes for the length of the call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let problems = HostileInput(input).problems()
    // A crash is how a fuzzer is told.
    precondition(problems.isEmpty, "\(problems)")
    return 0
}
