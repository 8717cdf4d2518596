import ArgumentParser
import Blog
import Logging
import Metrics
import MongoClient
import Web

/// Starts the blog.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start the blog and print its address.",
        discussion: """
            Each option can also be an environment variable, which an option on the command line \
            overrides: INKSTONE_HOST, INKSTONE_PORT, INKSTONE_DATA, INKSTONE_URL, \
            INKSTONE_RESOURCES, INKSTONE_LOG_LEVEL. Secrets are environment variables only:

              MONGODB_URI          the database; without it a private mongod keeps the data
              INKSTONE_SECRET_KEY  64 hexadecimal digits that sign cookies; without it a key is
                                   made at the first start and kept in the data folder
              INKSTONE_METRICS_TOKEN
                                   the bearer token that opens /metrics; without it there is
                                   no such page
            """)

    @Option(help: "The address to listen at.")
    var host: String?

    @Option(help: "The port to listen at; 0 takes a free one.")
    var port: Int?

    @Option(help: "The folder where the blog keeps its data.")
    var data: String?

    @Option(help: "The public address, such as https://blog.example: turns on secure cookies.")
    var url: String?

    @Option(help: "The folder that holds `templates` and `static`.")
    var resources: String?

    @Option(help: "How much is logged: debug, info, notice, warning, error.")
    var logLevel: String?

    func run() async throws {
        do {
            let settings = try ServeSettings(flags: self)
            LoggingSystem.bootstrap(StreamLogHandler.standardError)
            if settings.metricsToken != nil { MetricsSystem.bootstrap(PrometheusRegistry()) }
            var logger = Logger(label: "inkstone")
            logger.logLevel = settings.logLevel
            try await Server(settings: settings, logger: logger).run()
        } catch let problem as StartProblem {
            try problem.exit()
        }
    }
}
