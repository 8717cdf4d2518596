import CVips

/// What libvips says about a failure.
enum ErrorBuffer {
    /// The messages so far, one a line.
    static var text: String {
        unsafe String(cString: vips_error_buffer())
    }
}
