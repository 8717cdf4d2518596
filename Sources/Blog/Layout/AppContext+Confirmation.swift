import Hummingbird
import Logging
import Web

extension AppContext {
    /// Tells on the next page that something is done.
    ///
    /// It is done whether or not the message can be kept: a failure here must
    /// not say that it was not.
    func confirm(_ text: String, _ category: FlashCategory = .success) async {
        do {
            try await flash(text, category)
        } catch {
            logger.warning("A message could not be kept", metadata: ["error": "\(error)"])
        }
    }
}
