import Foundation
import Measuring

/// `page-bench COUNT` renders a page a number of times and says how fast it was.
@main
enum PageBench {
    static func main() async {
        do {
            guard CommandLine.arguments.count == 2, let count = Int(CommandLine.arguments[1]),
                count > 0
            else { throw WorkloadError(reason: "write COUNT") }
            print("page", try await PostListPage.render(count))
        } catch {
            FileHandle.standardError.write(Data("page-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
