extension MongoError.Code {
    /// The bucket has no such file, or no such revision of it.
    public static let fileNotFound = Self(rawValue: -20)
    /// A chunk of a stored file is missing.
    public static let chunkIsMissing = Self(rawValue: -21)
    /// A chunk of a stored file has more or fewer bytes than it should.
    public static let chunkIsWrongSize = Self(rawValue: -22)
    /// A stored file has chunks beyond its end.
    public static let extraChunk = Self(rawValue: -23)
}
