/// Why a multipart body could not be read.
package enum MultipartError: Error, Hashable {
    case malformed
    case headersTooLong
}
