import Subprocess
import SystemPackage

/// A shell between us and mongod, which ends mongod when we are gone.
///
/// Its standard input is a pipe whose other end only this process has. Whether
/// we close it or are killed, the kernel tells the shell that the input ended,
/// and the shell stops mongod. The two have a session of their own, so that a
/// Ctrl-C, which the terminal sends to all processes in the foreground, does
/// not take the database from a server that is still answering.
package struct Keeper: Sendable {
    private let executable: String
    private let arguments: [String]

    /// Where mongod's own complaints go that come before it opens its log.
    private let log: String

    /// How long mongod may take to stop before it is killed.
    private let patience: Duration

    package init(
        executable: String, arguments: [String], log: String, patience: Duration = .seconds(20)
    ) {
        self.executable = executable
        self.arguments = arguments
        self.log = log
        self.patience = patience
    }

    /// Runs mongod, and returns its exit code when it has ended.
    ///
    /// For every request mongod opens its log file anew; when the stream is
    /// finished, it is stopped.
    package func run(requests: AsyncStream<Void>) async throws -> Int32 {
        var options = PlatformOptions()
        options.createSession = true
        let tenths = "\(patience.components.seconds * 10)"
        let result = try await Subprocess.run(
            .path("/bin/sh"),
            arguments: Arguments(
                ["-c", Self.script, "inkstone-keeper", tenths, log, executable] + arguments),
            platformOptions: options,
            input: .inputWriter, output: .sequence, error: .discarded
        ) { execution in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for await _ in requests {
                        // Fails only when it has just ended, which is told elsewhere.
                        try? execution.send(signal: .userDefinedOne)
                    }
                    try await execution.standardInputWriter.finish()
                }
                // The shell writes nothing: its output ends when it does.
                for try await _ in execution.standardOutput {}
                group.cancelAll()
            }
        }
        switch result.terminationStatus {
        case .exited(let code): return code
        case .signaled(let signal): return 128 + signal
        }
    }

    /// Arguments: tenths of a second to wait, log file, mongod and its arguments.
    ///
    /// Nobody writes to the input; reading it is how to wait for its end. A request
    /// interrupts `wait`, which is why that stands in a loop.
    private static let script = """
        exec 3<&0 </dev/null
        tenths=$1 log=$2
        shift 2
        trap 'kill -USR1 $server' USR1
        "$@" >>"$log" 2>&1 3<&- &
        server=$!
        (
            read -r _ <&3
            kill -TERM $server
            while [ $tenths -gt 0 ] && kill -0 $server; do
                sleep 0.1
                tenths=$((tenths - 1))
            done
            kill -KILL $server
        ) >/dev/null 2>&1 &
        watcher=$!
        status=
        while [ -z "$status" ] || kill -0 $server; do
            wait $server
            status=$?
        done
        kill $watcher
        exit $status
        """
}
