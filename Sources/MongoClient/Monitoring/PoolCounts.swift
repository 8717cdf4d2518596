/// What the connections of a pool are doing.
package struct PoolCounts: Hashable, Sendable {
    /// Connections that rest.
    package let idle: Int

    /// Connections that are lent.
    package let lent: Int

    /// Tasks that wait for a connection.
    package let waiting: Int

    /// Counts what there is.
    package init(idle: Int, lent: Int, waiting: Int) {
        self.idle = idle
        self.lent = lent
        self.waiting = waiting
    }
}
