import ArgumentParser
import Blog
import CMalloc
import Logging
import Metrics
import MongoClient
import Web

/// Starts the blog.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start the blog and print its address.",
        discussion: """
            Each setting is taken from its option, else from the environment variable of the same \
            name (INKSTONE_LOG_LEVEL for --log-level), else from the settings file (--settings or \
            INKSTONE_SETTINGS), which holds lines such as INKSTONE_PORT=8080. These have no option:

              MONGODB_URI               the database; without it a private mongod keeps the data
              INKSTONE_SECRET_KEY       64 hexadecimal digits that sign cookies; without it a key \
            is made at the first start and kept in the data folder
              INKSTONE_ENVIRONMENT      'production' refuses to start without a secret key; \
            'development' shows a changed template at the next reload, and its mistakes in the page
              INKSTONE_METRICS_TOKEN    the bearer token that opens /metrics; without it there is \
            no such page
              INKSTONE_ALLOWED_HOSTS    names the site answers to, instead of that of --url; \
            .blog.example for all below one, * for any
              INKSTONE_TRUSTED_PROXIES  front servers whose X-Forwarded-For, -Proto and -Host are \
            believed, such as 127.0.0.1,10.0.0.0/8
              INKSTONE_FORWARDED_HEADER 'forwarded' reads their Forwarded (RFC 7239) instead
              INKSTONE_HTTP2            'no' offers HTTP/1.1 only, with a certificate
              INKSTONE_REDIRECT_PORT    a second port, without TLS, that leads to --url
              INKSTONE_HSTS_SUBDOMAINS, INKSTONE_HSTS_PRELOAD
                                        'yes' tells browsers that names below --url have TLS, too
              INKSTONE_FAVICON          'redirect' leads from /favicon.ico and the like to the \
            file's lasting address; 'direct' is what happens without
              INKSTONE_MAX_CONNECTIONS, INKSTONE_MAX_CONNECTIONS_PER_ADDRESS
                                        how many may be open: 10000, and 256 from one address

            A new certificate is read when its file changes and at SIGHUP. `inkstone check` says \
            what is unsafe about the settings.
            """)

    @OptionGroup var options: ServeOptions

    func run() async throws {
        do {
            // The C library's own first value, which it otherwise raises with the largest buffer
            // that was ever freed: then pages that were packed keep megabytes for ever.
            mallopt(M_MMAP_THRESHOLD, 128 << 10)
            let settings = try ServeSettings(try await options.source())
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
