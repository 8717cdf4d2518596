import ArgumentParser
import SystemPackage

/// Why the blog cannot start, in one line that says what to do.
struct StartProblem: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    /// Prints the line and ends the program as failed.
    func exit() throws -> Never {
        let line =
            "inkstone: " + message.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
        _ = try? FileDescriptor.standardError.writeAll(line.utf8)
        throw ExitCode.failure
    }
}
