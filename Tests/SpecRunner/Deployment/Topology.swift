/// How the servers of a deployment belong together, by the names of the tests.
enum Topology: String, Sendable {
    case single
    case replicaSet = "replicaset"
    case sharded
    case shardedReplicaSet = "sharded-replicaset"
    case loadBalanced = "load-balanced"

    /// Whether a test for topologies of these names may run here.
    func isOne(of names: [String]) -> Bool {
        names.contains(rawValue) || (self == .shardedReplicaSet && names.contains("sharded"))
    }
}
