/// What a new password must be.
enum PasswordRule {
    /// The shortest password in characters (OWASP ASVS 5.0, 6.2.1).
    static let minimumLength = 8

    /// The longest password in bytes: far above what anyone types (ASVS 6.2.9
    /// asks for at least 64), and a bound on what is hashed.
    static let maximumBytes = 1024

    /// Returns what is wrong with a password for a person, if anything is.
    static func problem(with password: String, of username: String) -> String? {
        if password.count < minimumLength {
            return "Use at least \(minimumLength) characters; a few words make a good password."
        }
        if password.utf8.count > maximumBytes { return "The password is too long." }
        if password.lowercased() == username {
            return "The password must differ from the username."
        }
        return nil
    }
}
