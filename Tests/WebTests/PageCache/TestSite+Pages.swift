import TestSupport

extension TestSite {
    /// Somebody who comes for the first time, and keeps the connection.
    var reader: Browser {
        var reader = visitor
        reader.closes = false
        return reader
    }

    /// The text of a page of the site under one of its names.
    func text(_ path: String, host: String) async throws -> String {
        try await RawConnection.open(port: port) { connection in
            try await connection.send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            return try await connection.response().text
        }
    }

    /// What comes back for bytes sent over one connection, until the server closes it: the
    /// statuses, and the texts without what they are filled with.
    func answers(to pieces: [String], count: Int) async throws -> [String] {
        try await RawConnection.open(port: port) { connection in
            for piece in pieces { try await connection.send(piece) }
            var answers: [String] = []
            for _ in 0..<count {
                let response = try await connection.response()
                answers.append("\(response.status) \(response.text.prefix(9))")
            }
            return answers
        }
    }
}
