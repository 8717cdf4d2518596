/// What to suggest when a name is not found.
struct NearNames {
    let names: [String]

    /// The end of a message about the unknown `name`: the names that are one
    /// slip of the keyboard away, or all there are.
    func suggestion(for name: String) -> String {
        let near = Set(names).filter { distance($0, name) <= max(1, name.count / 3) }.sorted()
        if !near.isEmpty {
            return "; did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
        }
        let known = Set(names).sorted()
        return known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))"
    }

    /// How many characters must be added, removed, replaced or swapped with
    /// their neighbour.
    private func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.lowercased())
        let second = Array(second.lowercased())
        var rows = [Array(0...second.count)]
        for line in first.indices {
            var row = [line + 1]
            for column in second.indices {
                let isSame = first[line] == second[column]
                var cost = min(rows[line][column + 1], row[column]) + 1
                cost = min(cost, rows[line][column] + (isSame ? 0 : 1))
                if line > 0, column > 0, first[line] == second[column - 1],
                    first[line - 1] == second[column]
                {
                    cost = min(cost, rows[line - 1][column - 1] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[first.count][second.count]
    }
}
