import HTTPTypes
import Hummingbird

extension HTTPError {
    /// The form brings more than this address takes.
    static var formTooLarge: HTTPError {
        HTTPError(.contentTooLarge, message: "What you sent is larger than this page accepts.")
    }

    /// The form's bytes are not what its type says.
    static var malformedForm: HTTPError {
        HTTPError(.badRequest, message: "The form could not be read.")
    }
}
