import ArgumentParser

/// The command line of Inkstone.
@main
struct Inkstone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inkstone",
        abstract: "A blog that several people write together, kept in MongoDB.",
        subcommands: [Serve.self, Check.self],
        defaultSubcommand: Serve.self)
}
