/// Puts the replies that come for a batch beside its commands.
struct BatchReplies: Sendable {
    /// A reply for each command; `nil` where a command that is answered only if it finds
    /// something has found nothing.
    private(set) var all: [MetaReply?]

    private let firstToken: UInt64
    private let firstQuiet: Int
    private var next = 0

    /// No replies yet.
    init(to batch: MetaBatch) {
        all = Array(repeating: nil, count: batch.count)
        firstToken = batch.firstToken
        firstQuiet = batch.firstQuiet ?? batch.count
    }

    /// Whether the last command is answered.
    var isComplete: Bool { next == all.count }

    /// Takes the next reply that came.
    ///
    /// - Throws: `MalformedReply.order` if it cannot be the reply to what was asked.
    mutating func take(_ reply: MetaReply) throws(MalformedReply) {
        guard !isComplete else { throw .order }
        let isQuiet = next >= firstQuiet
        switch (reply.status, reply.opaque) {
        case (.end, _):
            // Only the last of quiet commands asks for it.
            guard isQuiet else { throw .order }
            next = all.count
        case (_, let token?):
            let last = isQuiet ? all.count - 2 : next
            guard let offset = Int(exactly: token &- firstToken), offset >= next, offset <= last
            else { throw .order }
            all[offset] = reply
            next = offset + 1
        case (.failed, nil), (.notNumber, nil):
            // Errors carry no token. Whichever quiet command this one is for, it has no value.
            if !isQuiet {
                all[next] = reply
                next += 1
            }
        case (_, nil):
            throw .order
        }
    }
}
