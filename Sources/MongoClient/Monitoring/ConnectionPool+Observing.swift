import Tracing

extension ConnectionPool {
    /// Runs what sends a request, in a span if a tracer was set up before the client.
    ///
    /// - Throws: What `body` throws.
    nonisolated(nonsending) func observed<Value, Failure: Error>(
        _ request: Request, as command: String? = nil,
        _ body: nonisolated(nonsending) () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard isTraced else { return try await body() }
        let span = request.startSpan(command)
        defer { span.end() }
        do throws(Failure) {
            return try await body()
        } catch {
            request.tell(error, span)
            throw error
        }
    }
}

extension Request {
    /// Starts a span, the child of the caller's.
    ///
    /// It ends when the caller has its answer, so that waiting for a connection is
    /// part of it. Names and attributes are OpenTelemetry's for MongoDB:
    /// https://opentelemetry.io/docs/specs/semconv/database/mongodb/
    fileprivate func startSpan(_ name: String?) -> any Span {
        let command = name ?? commandName
        let span = InstrumentationSystem.tracer.startAnySpan(
            "\(command) \(target ?? database)", context: .current ?? .topLevel, ofKind: .client)
        span.attributes["db.system.name"] = "mongodb"
        span.attributes["db.namespace"] = database
        span.attributes["db.operation.name"] = command
        if let target { span.attributes["db.collection.name"] = target }
        return span
    }

    /// Tells a failure by its code or type alone: the words of an error that is not
    /// ours may quote a document.
    fileprivate func tell(_ error: any Error, _ span: any Span) {
        span.setStatus(SpanStatus(code: .error))
        guard let code = (error as? MongoError)?.code.rawValue else {
            span.attributes["error.type"] = "\(type(of: error))"
            return
        }
        span.attributes["error.type"] = "\(code)"
        // The driver's own codes are negative; the server has not answered then.
        if code > 0 { span.attributes["db.response.status_code"] = "\(code)" }
    }

    /// The collection that the request is about, if it is about one.
    var target: String? {
        guard collection.isEmpty else { return collection }
        guard let namespace, let dot = namespace.firstIndex(of: ".") else { return nil }
        return String(namespace[namespace.index(after: dot)...])
    }

    /// The name of the command that the server gets.
    private var commandName: String {
        switch action {
        case .updateOne, .updateMany, .replaceOne: "update"
        case .deleteOne, .deleteMany: "delete"
        case .findOneAndUpdate, .findOneAndReplace, .findOneAndDelete: "findAndModify"
        default: command ?? action.rawValue
        }
    }
}
