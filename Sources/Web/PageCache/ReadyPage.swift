import HTTPTypes
import Hummingbird
import Metrics
import NIOCore
import RenderCache
import Synchronization

/// A kept page, ready to be sent.
final class ReadyPage: Sendable {
    /// What it was made from, to be made anew.
    let request: PageRequest
    /// The pattern of its address, for the log and the metrics.
    let route: String?
    /// What the slow way answers from.
    let file: EncodedFile
    /// What it shows, and the position of the log of changes before it was made.
    let tags: [String]
    let stamp: Stamp
    /// Until when it may be shown without question, and while a new one is made.
    let freshUntil: NIODeadline
    let staleUntil: NIODeadline
    /// Whether it is shown although it is old, for want of a new one.
    let isStopgap: Bool
    /// Whether it is shown although nobody can tell what has changed.
    let isUnjudged: Bool
    /// Where its being shown is counted.
    let tally: PageTally
    /// How much memory it takes, about.
    let byteCount: Int

    /// What ends the head of each of its answers.
    let headEnding: ByteBuffer

    private let answers: [ReadyAnswer?]
    private let currentAt = Atomic<UInt64>(.max)
    private let isBeingRenewed = Atomic(false)
    // By kind of answer, each made when it is first needed: a series of nothing tells nobody
    // anything.
    private let timers = Mutex<[Timer?]>(Array(repeating: nil, count: ReadyKind.allCases.count))

    init(
        _ page: StoredPage, for request: PageRequest, route: String?, tags: [String],
        stamp: Stamp, freshUntil: NIODeadline, staleUntil: NIODeadline, isStopgap: Bool,
        isUnjudged: Bool, tallies: [CacheTally], common: CommonFields
    ) {
        self.request = request
        self.route = route
        self.tags = tags
        self.stamp = stamp
        self.freshUntil = freshUntil
        self.staleUntil = staleUntil
        self.isStopgap = isStopgap
        self.isUnjudged = isUnjudged
        tally = PageTally(tallies, isStopgap ? .stale : .hit)
        var headers = page.fields
        headers.addVary("Cookie")
        if !request.rule.languages.isEmpty { headers.addVary("Accept-Language") }
        headEnding = common.end(&headers)
        let content = EncodedFile.Content(packed: page.bodies, mediaType: page.mediaType)
        let file = EncodedFile(content, caching: .revalidate, headers: headers)
        self.file = file
        var heads = ReadyHeads()
        for coding in ContentCoding.allCases {
            guard let tag = content.codings[coding]?.tag else { continue }
            var asked: HTTPFields = [.acceptEncoding: coding.rawValue]
            heads.append(file.response(to: .get, asked).headers)
            asked[.ifNoneMatch] = tag.description
            var notModified = file.response(to: .get, asked).headers
            // It would be that of the page (RFC 9110, 8.6), which nobody needs.
            notModified[.contentLength] = nil
            heads.append(notModified)
        }
        var slices = heads.slices()[...]
        answers = ContentCoding.allCases.map { coding in
            guard let (body, tag) = content.codings[coding], let head = slices.popFirst(),
                let notModified = slices.popFirst()
            else { return nil }
            return ReadyAnswer(head: head, body: body, notModified: notModified, entityTag: tag)
        }
        // Of each buffer, all slices tell the size of the whole.
        let largestBody = content.codings.values.map(\.bytes.storageCapacity).max() ?? 0
        let headCapacity = answers.compactMap { $0?.head.storageCapacity }.max() ?? 0
        byteCount = largestBody + headCapacity + 2048 + 4 * request.key.bytes.count
    }

    /// The page in the coding that a client likes best.
    func answer(for liked: [ContentCoding]) -> ReadyAnswer? {
        for coding in liked {
            if let answer = answers[coding.rank] { return answer }
        }
        return answers[ContentCoding.identity.rank]
    }

    /// What is known of what it shows.
    func verdict(_ feed: InvalidationFeed?, now: NIODeadline) -> Verdict {
        guard let feed else { return .current }
        let generation = feed.generation
        if currentAt.load(ordering: .relaxed) == generation, !feed.isSilent(at: now) {
            return .current
        }
        let verdict = feed.verdict(of: stamp, tags: tags)
        if verdict == .current { currentAt.store(generation, ordering: .relaxed) }
        return verdict
    }

    /// What times answers of a kind.
    func timer(_ kind: ReadyKind, _ metrics: RequestMetrics?) -> Timer? {
        guard let metrics else { return nil }
        return timers.withLock { timers in
            if let timer = timers[kind.rawValue] { return timer }
            let timer = metrics.timer(
                for: RequestMetrics.Kind(
                    route: route, method: kind.method, status: kind.status.code))
            timers[kind.rawValue] = timer
            return timer
        }
    }

    /// Whether the caller is the one to have it made anew; the first who asks is.
    func beginRenewal() -> Bool {
        !isBeingRenewed.exchange(true, ordering: .relaxed)
    }

    /// Lets the next one try.
    func endRenewal() {
        isBeingRenewed.store(false, ordering: .relaxed)
    }
}
