import HTTPTypes
import Hummingbird
import Web

extension AppContext {
    /// The person who is signed in.
    ///
    /// - Throws: `SignInRequired` when nobody is.
    @discardableResult
    func requireUser() throws -> User {
        guard let user = local.user else { throw SignInRequired() }
        return user
    }

    /// The owner of the site.
    ///
    /// - Throws: `SignInRequired`, or `HTTPError` 403 for everyone else.
    @discardableResult
    func requireOwner() throws -> User {
        let user = try requireUser()
        guard user.role == .owner else {
            throw HTTPError(.forbidden, message: "Only the owner of this site may do that.")
        }
        return user
    }
}
