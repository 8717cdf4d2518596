/// A value that is stored as text, and can be searched as text.
///
/// A type of your own that is stored as a string may say so too.
public protocol TextValue {}

extension String: TextValue {}

extension Optional: TextValue where Wrapped: TextValue {}
