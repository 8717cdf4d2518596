/// The blog's addresses, in one place; nothing else writes a path by hand.
enum Address {
    static let home = "/"
    static let setup = "/setup"
    static let signIn = "/signin"
    static let signOut = "/signout"
    static let write = "/write"
    static let posts = "/posts"
    static let people = "/admin/people"
    static let account = "/account"

    static func post(_ slug: String) -> String { "/posts/\(segment(slug))" }
    static func editPost(_ slug: String) -> String { post(slug) + "/edit" }
    static func deletePost(_ slug: String) -> String { post(slug) + "/delete" }
    static func tag(_ name: String) -> String { "/tags/\(segment(name))" }
    static func author(_ username: String) -> String { "/authors/\(segment(username))" }
    static func image(_ id: String, width: Int) -> String { "/images/\(id)/\(width)" }

    /// Percent-encodes one segment of a path (RFC 3986, section 3.3): only the
    /// unreserved characters stay as they are.
    static func segment(_ text: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [
                    UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)],
                ]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
