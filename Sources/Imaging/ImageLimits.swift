/// What one picture may cost.
public struct ImageLimits: Hashable, Sendable {
    /// The most bytes of an uploaded file.
    public var fileBytes: Int

    /// The most pixels of an uploaded picture.
    public var pixels: Int

    /// The most pixels on a side: WebP has no more.
    public var side: Int

    /// The longest that a worker may take.
    public var duration: Duration

    /// The most bytes that a worker may answer.
    public var outputBytes: Int

    /// The most workers at once; further pictures wait their turn.
    ///
    /// Each may take a gigabyte of memory for the worst file.
    public var workers: Int

    /// Creates limits that any camera's pictures stay below.
    public init(
        fileBytes: Int = 20 << 20,
        pixels: Int = 50_000_000,
        side: Int = 16_383,
        duration: Duration = .seconds(30),
        outputBytes: Int = 32 << 20,
        workers: Int = 2
    ) {
        self.fileBytes = fileBytes
        self.pixels = pixels
        self.side = side
        self.duration = duration
        self.outputBytes = outputBytes
        self.workers = workers
    }
}
