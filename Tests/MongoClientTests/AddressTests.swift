import MongoClient
import Testing

@Suite("Addresses")
struct AddressTests {
    @Test(arguments: [
        "", "localhost", "http://localhost", "mongodb://", "mongodb://user:p@ss:w/rd@host/blog",
        "mongodb://host:99999", "mongodb://host\0/blog",
        "mongodb://host/blog?w=0",
    ])
    func `a wrong address is an error of one line that says what to do`(
        address: String
    ) async throws {
        let error = await #expect(throws: MongoError.self) {
            _ = try await MongoClient(uri: address)
        }

        #expect(error?.code == .invalidAddress)
        #expect(error?.message.contains("mongodb://user:password@host") == true)
        #expect(error?.message.contains("\n") == false)
    }

    @Test(arguments: [
        "mongodb://ada:sec/ret@host/blog",
        "mongodb://ada:sec:ret@host/blog", "mongodb://ada:sec%ret@host/blog",
    ])
    func `a wrong address does not tell the password`(address: String) async throws {
        let error = await #expect(throws: MongoError.self) {
            _ = try await MongoClient(uri: address)
        }

        #expect(error?.message.contains("sec") == false)
        #expect(error?.message.contains("ret@") == false)
    }

    @Test(
        arguments: [
            ("mongodb://host/blog", "blog"), ("mongodb://host", nil),
        ] as [(String, String?)])
    func `an address names the default database`(address: String, name: String?) async throws {
        let client = try await MongoClient(uri: address)

        #expect(client.defaultDatabaseName == name)
    }

    @Test func `a timeout may be as long as a duration can be`() async throws {
        var settings = MongoClient.Settings()
        settings.socketTimeout = .seconds(Int64.max)
        settings.connectTimeout = .seconds(Int64.min)

        let client = try await MongoClient(uri: "mongodb://host", settings: settings)

        await client.close()
    }

    @Test func `a server that is not there is an error within seconds`() async throws {
        let client = try await MongoClient(uri: "mongodb://127.0.0.1:1")
        let start = ContinuousClock.now

        let error = await #expect(throws: MongoError.self) { try await client.ping() }

        let time = ContinuousClock.now - start

        #expect(error?.code == .noServer)
        #expect(error?.isUnavailable == true)
        // The driver itself would wait for 30.
        #expect(time < .seconds(20))
        await client.close()
    }
}
