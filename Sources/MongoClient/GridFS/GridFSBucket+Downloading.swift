public import BSON

extension GridFSBucket {
    /// Returns the bytes of a file, or of a part of it, a chunk at a time.
    ///
    /// It fetches a few megabytes at a time, one step ahead of the reader, and holds
    /// no connection in between, so a slow reader takes nothing from others. Of a
    /// part, only the chunks that hold it are fetched.
    public func download(_ file: GridFSFile, range: Range<Int64>? = nil) -> GridFSDownload {
        GridFSDownload(bucket: self, source: .file(file), range: range)
    }

    /// Returns the bytes of the file of an identifier, or of a part of it.
    ///
    /// The file is looked for when the first bytes are asked for, which throws
    /// ``MongoError/Code/fileNotFound`` if there is none.
    public func download(
        id: some BSONEncodable, range: Range<Int64>? = nil
    ) -> GridFSDownload {
        let id = Result { () throws(MongoError) in try identifier(id) }
        return GridFSDownload(bucket: self, source: .id(id), range: range)
    }

    /// Returns the bytes of a revision of a name, or of a part of it.
    ///
    /// Zero is the oldest and minus one the newest, as in
    /// ``file(named:revision:)``. The file is looked for when the first bytes are
    /// asked for, which throws ``MongoError/Code/fileNotFound`` if there is none.
    public func download(
        named filename: String, revision: Int = -1, range: Range<Int64>? = nil
    ) -> GridFSDownload {
        GridFSDownload(bucket: self, source: .name(filename, revision: revision), range: range)
    }
}
