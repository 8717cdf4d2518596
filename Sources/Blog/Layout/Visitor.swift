import Web

/// What the blog knows of whoever makes a request.
struct Visitor: RequestLocal {
    /// The person who is signed in.
    var user: User?
}

/// The scope of one request to the blog.
typealias AppContext = WebContext<Visitor>
