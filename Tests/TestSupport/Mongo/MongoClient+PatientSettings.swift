package import MongoClient

extension MongoClient.Settings {
    /// Settings for a machine on which hundreds of tests run at once: a client waits a minute
    /// for what a web server would wait two seconds for.
    package static var patient: Self {
        var settings = Self()
        settings.waitQueueTimeout = .seconds(60)
        settings.serverSelectionTimeout = .seconds(60)
        settings.connectTimeout = .seconds(60)
        settings.socketTimeout = .seconds(60)
        return settings
    }
}
