import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

extension ErrorAnswer {
    /// Answers an error: by the application's rules first, then by Web's own.
    ///
    /// What nobody knows is a 500, and says nothing of its cause.
    init(_ error: any Error, rules: [ErrorRule]) {
        for rule in rules {
            if let answer = rule(error) {
                self = answer
                return
            }
        }
        switch error {
        case let error as HTTPError:
            // Messages of the site's own failures are for the log.
            let message = error.status.code < 500 ? error.body : nil
            self.init(error.status, message: message, headers: error.headers)
        case let error as any HTTPResponseError:
            self.init(error.status)
        case is ForgedRequest:
            self.init(
                .forbidden,
                message: "This form is no longer good, or did not come from this site. "
                    + "Go back, load the page again and send it once more.")
        case is PasswordHasher.Busy:
            self.init(
                .serviceUnavailable,
                message: "Many people are signing in just now. "
                    + "Wait a few seconds, then try once more.",
                headers: [.retryAfter: "5"], level: .warning)
        case let error as TooManyTries:
            self.init(
                .tooManyRequests,
                message: "There were too many tries in a short time. \(error.advice)",
                headers: error.headers, level: .info)
        case let error as DeadlineExceeded:
            self.init(
                error.wasReading ? .requestTimeout : .serviceUnavailable,
                headers: error.wasReading ? [:] : [.retryAfter: "10"],
                level: error.wasReading ? .debug : .error)
        // From a body that a handler has read without the form's reader.
        case is HTTPParserError: self.init(.badRequest)
        case is SlowBody: self.init(.requestTimeout)
        default: self.init(.internalServerError)
        }
    }
}
