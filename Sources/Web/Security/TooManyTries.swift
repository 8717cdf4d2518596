public import HTTPTypes

/// Something was tried too often; it is answered with 429.
public struct TooManyTries: Error, Hashable {
    /// After how many seconds there is another try.
    public let seconds: Int

    init(seconds: Int) {
        self.seconds = max(1, seconds)
    }

    /// What to do about it, in a sentence.
    public var advice: String {
        switch seconds {
        case 1: "Wait a second, then try again."
        case ..<90: "Wait \(seconds) seconds, then try again."
        default: "Wait \((seconds + 59) / 60) minutes, then try again."
        }
    }

    /// `Retry-After` in seconds (RFC 6585, section 4).
    public var headers: HTTPFields { [.retryAfter: "\(seconds)"] }
}
