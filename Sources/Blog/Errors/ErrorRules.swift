import HTTPTypes
import Hummingbird
import Logging
import MongoClient
import Web

/// What the blog's own failures mean to a reader.
enum ErrorRules {
    static let all: [ErrorRule] = [unavailable, signInRequired]

    /// Without its database the site cannot show posts, but it comes back by
    /// itself.
    static let unavailable: ErrorRule = { error in
        guard let error = error as? MongoError, error.isUnavailable else { return nil }
        return ErrorAnswer(
            .serviceUnavailable,
            message: "The place where the posts are kept does not answer at the moment. "
                + "It usually comes back by itself; please try again in a minute.",
            headers: [.retryAfter: "30"], level: .error)
    }

    /// Reached by requests that change something; reading redirects instead.
    static let signInRequired: ErrorRule = { error in
        guard error is SignInRequired else { return nil }
        return ErrorAnswer(
            .forbidden, message: "Sign in first, then try again.", headers: [:], level: .info)
    }
}
