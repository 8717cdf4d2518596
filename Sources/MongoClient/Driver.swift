import CMongoC
import Logging

/// The C driver as a whole: what must be set once, before anything else in it.
enum Driver {
    /// Prepares the driver when first named.
    ///
    /// Warnings go to swift-log rather than to standard error, and the server's own
    /// log tells who is connected. The driver is never shut down: that cannot be
    /// undone, and another user of it may live in the process.
    static let ready: Void = {
        unsafe mongoc_log_set_handler({ level, _, text, _ in unsafe log(level, text) }, nil)
        cmongoc_keep_freed_memory()
        mongoc_init()
        // It only fails when another user of the driver has said its name before.
        _ = unsafe mongoc_handshake_data_append("swift-document-mapper", nil, nil)
    }()

    /// Forwards a line of the driver's log.
    ///
    /// The driver calls this under a lock of its own, so nothing here may call the
    /// driver. The logger is made anew each time, since the application may choose
    /// its log handler after the first connection; the driver says little.
    private static func log(_ level: mongoc_log_level_t, _ text: UnsafePointer<CChar>?) {
        guard let text = unsafe text else { return }
        let level: Logger.Level =
            switch level {
            case MONGOC_LOG_LEVEL_ERROR, MONGOC_LOG_LEVEL_CRITICAL: .error
            case MONGOC_LOG_LEVEL_WARNING: .warning
            case MONGOC_LOG_LEVEL_MESSAGE, MONGOC_LOG_LEVEL_INFO: .info
            case MONGOC_LOG_LEVEL_DEBUG: .debug
            default: .trace
            }
        Logger(label: "mongo").log(level: level, "\(unsafe String(cString: text))")
    }
}
