/// Finds what leads back to itself.
enum Cycles {
    /// Finds those that lead back to themselves, and those that stand between two such.
    ///
    /// - Parameter edges: For each position those that it leads to.
    /// - Returns: Their positions.
    static func members(of edges: [[Int]]) -> Set<Int> {
        var reverse = [[Int]](repeating: [], count: edges.count)
        for (start, ends) in edges.enumerated() {
            for end in ends {
                reverse[end].append(start)
            }
        }
        return endless(edges, reverse).intersection(endless(reverse, edges))
    }

    /// The positions from which a walk need not come to an end.
    private static func endless(_ edges: [[Int]], _ reverse: [[Int]]) -> Set<Int> {
        var remaining = edges.map(\.count)
        var ends = edges.indices.filter { remaining[$0] == 0 }
        var endless = Set(edges.indices).subtracting(ends)
        while let end = ends.popLast() {
            for start in reverse[end] {
                remaining[start] -= 1
                if remaining[start] == 0 {
                    endless.remove(start)
                    ends.append(start)
                }
            }
        }
        return endless
    }
}
