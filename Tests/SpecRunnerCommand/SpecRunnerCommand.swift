import SpecRunner

/// The program `spec-runner`: a file of its own, so that tests can import the rest.
@main
enum SpecRunnerCommand {
    static func main() async {
        await SpecRunner.main()
    }
}
