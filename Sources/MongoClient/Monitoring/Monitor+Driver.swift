import BSON
import CMongoC

extension Monitor {
    /// Hears of a pool's events from now on.
    ///
    /// It must happen before the pool's first client, and the monitor must outlive
    /// the pool, which does not retain it.
    func observe(_ pool: OpaquePointer) {
        let started: mongoc_apm_command_started_cb_t = { event in
            let event = unsafe cmongoc_started(event)
            unsafe Monitor.at(event.context)?.commandStarted(event)
        }
        unsafe cmongoc_pool_monitor(
            pool,
            listener == nil ? nil : started,
            { event in
                let monitor = unsafe Monitor.at(
                    mongoc_apm_command_succeeded_get_context(event))
                unsafe monitor?.commandSucceeded(event)
            },
            { event in
                var error = bson_error_t()
                let event = unsafe cmongoc_failed(event, &error)
                unsafe Monitor.at(event.context)?.commandFailed(event, error)
            },
            { event in
                let event = unsafe cmongoc_changed(event)
                unsafe Monitor.at(event.context)?.serverChanged(event)
            },
            Unmanaged.passUnretained(self).toOpaque())
    }

    /// The monitor that the driver was given; the pool that calls keeps it alive.
    private static func at(_ context: UnsafeMutableRawPointer?) -> Monitor? {
        unsafe context.map { unsafe Unmanaged.fromOpaque($0).takeUnretainedValue() }
    }

    private func commandStarted(_ event: cmongoc_command_event) {
        guard let listener else { return }
        let database = unsafe String(cString: event.database)
        let command = unsafe event.document
        listener.receive(
            unsafe CommandEvent(.started(command: command, database: database), event))
    }

    private func commandSucceeded(_ raw: OpaquePointer?) {
        let duration = unsafe Duration.microseconds(
            mongoc_apm_command_succeeded_get_duration(raw))
        let isInterested = isInterested(in: duration)
        let bringsChanges = unsafe cmongoc_brings_changes(raw)
        // Mostly there is nothing to do, and then the driver is asked for nothing more.
        guard isInterested || bringsChanges else { return }
        let event = unsafe cmongoc_succeeded(raw)
        if bringsChanges, let arrivals = Request.current?.arrivals {
            arrivals.receive(unsafe event.buffer.span)
        }
        if isInterested { commandEnded(unsafe CommandReport(event)) }
        guard let listener else { return }
        let reply = unsafe event.document
        listener.receive(
            unsafe CommandEvent(.succeeded(reply: reply, duration: duration), event))
    }

    private func commandFailed(_ event: cmongoc_command_event, _ error: bson_error_t) {
        let duration = unsafe event.duration
        guard isInterested(in: duration) else { return }
        let reply = unsafe event.document
        let failure = MongoError(error, reply: reply.bytes.span, operation: unsafe event.name)
        commandEnded(unsafe CommandReport(event, failure: failure.code))
        listener?.receive(
            unsafe CommandEvent(.failed(failure, reply: reply, duration: duration), event))
    }

    private func serverChanged(_ event: cmongoc_server_event) {
        let change = unsafe ServerChange(
            before: String(cString: event.before), after: String(cString: event.after))
        guard let change else { return }
        serverChanged(change, address: unsafe String(cString: event.address))
    }
}
