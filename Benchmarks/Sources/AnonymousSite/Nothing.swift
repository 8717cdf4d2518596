import Web

/// What the site of a benchmark adds to a request.
package struct Nothing: RequestLocal {
    /// Who is signed in.
    package var visitor: String?

    package init() {}
}
