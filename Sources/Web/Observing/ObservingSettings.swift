public import Metrics
public import Tracing

/// Who is told what the site does.
public struct ObservingSettings: Sendable {
    /// Where counts and times go.
    public var metrics: any MetricsFactory = MetricsSystem.factory

    /// Where spans go.
    public var tracer: any Tracer = InstrumentationSystem.tracer

    /// Whether a request may say which trace it belongs to.
    ///
    /// Only where a server in front of the site sets that header: otherwise strangers
    /// choose what is traced.
    public var continuesTraces = false

    /// What whoever reads `/metrics` must show as a bearer token; without one that
    /// page does not exist.
    ///
    /// Coming from this machine is no proof: behind a server in front of the site
    /// everybody does.
    public var metricsToken: String?

    /// Takes what the process has set up.
    public init() {}
}
