import RenderCache

extension ClusterConfiguration {
    /// What an endpoint answers when it knows these servers.
    static func text(_ version: Int, of servers: [MemcachedProcess]) -> String {
        let nodes = servers.map { "node-\($0.port).example|127.0.0.1|\($0.port)" }
        let body = "\(version)\n\(nodes.joined(separator: " "))\n"
        return "CONFIG cluster 0 \(body.utf8.count)\r\n\(body)\r\nEND\r\n"
    }
}
