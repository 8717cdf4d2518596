import CVips
import Glibc

/// Turns one uploaded picture into smaller ones that are safe to publish.
///
/// A file made to break its decoder breaks this process, which holds nothing:
/// it starts with limits on itself, reads one file, and prints what it made.
/// `inkstone-image-worker FILE WIDTH,WIDTH,… PIXELS SIDE`
///
/// The answer on standard output is lines of words, an empty line, and then the
/// pictures' bytes one after the other; or one line `refused REASON`.
@main
struct Worker {
    static func main() {
        guard let job = Job(arguments: CommandLine.arguments) else {
            return fail("usage: inkstone-image-worker FILE WIDTH,WIDTH,… PIXELS SIDE")
        }
        guard confinement_limits(1 << 30, 20) == 0 else {
            return fail("the limits could not be set")
        }
        guard let file = UploadedFile(path: job.path) else {
            return fail("the file could not be opened")
        }
        confinement_close_files()
        do throws(Refusal) {
            let answer = try job.run(on: file)
            guard answer.write(to: 1) else { return fail("the answer could not be written") }
        } catch {
            // libvips has something to say only once it has been started.
            if error == .damaged { StandardError.write(ErrorBuffer.text) }
            guard Answer(refusal: error).write(to: 1) else {
                return fail("the answer could not be written")
            }
        }
        // Unwinding libvips would only give a hostile file one more chance.
        _exit(0)
    }

    private static func fail(_ message: String) {
        StandardError.write(message + "\n")
        _exit(1)
    }
}
