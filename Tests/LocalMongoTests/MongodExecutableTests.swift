import FoundationEssentials
import LocalMongo
import Testing

@Suite("Finding mongod")
struct MongodExecutableTests {
    @Test func `the one on the path is preferred to the package's own`() async throws {
        try await withTemporaryFolder { folder in
            try writeScript("", to: "\(folder)/mongod")
            try install(under: folder)

            let found = try MongodExecutable.find(
                explicit: nil, searchPath: "/nowhere:\(folder)",
                program: "\(folder)/.build/debug/program")

            #expect(found == "\(folder)/mongod")
        }
    }

    @Test func `the package's own is found from its build folder`() async throws {
        try await withTemporaryFolder { folder in
            try install(under: folder)

            let found = try MongodExecutable.find(
                explicit: nil, searchPath: "", program: "\(folder)/.build/debug/program")

            #expect(found == "\(folder)/.tools/mongod")
        }
    }

    @Test(
        "what is not a program is not found",
        arguments: ["/nowhere/mongod", "/", "/etc/passwd"])
    func notPrograms(path: String) {
        #expect(throws: LocalMongoError.executableNotFound) {
            try MongodExecutable.find(explicit: path)
        }
    }

    @Test func `a relative search path is ignored`() {
        #expect(throws: LocalMongoError.executableNotFound) {
            try MongodExecutable.find(explicit: nil, searchPath: ".:bin", program: "/bin/program")
        }
    }

    private func install(under folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/.tools", withIntermediateDirectories: true)
        try writeScript("", to: "\(folder)/.tools/mongod")
    }
}
