import NIOCore

/// Values of 14 KB of which every part tells the whole.
enum WorkerValue {
    static func bytes(_ number: Int) -> ByteBuffer {
        ByteBuffer(string: String(repeating: "\(number) ", count: 14_000 / "\(number) ".count))
    }
}
