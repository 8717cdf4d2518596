/// Why a file is not made into pictures; the names are part of the answer.
enum Refusal: String, Error {
    case notAnImage
    case unsupportedFormat
    case tooManyPixels
    case damaged
}
