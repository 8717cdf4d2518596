import Web

/// What the site of the benchmark adds to a request.
struct Nothing: RequestLocal {
    var visitor: String?
}
