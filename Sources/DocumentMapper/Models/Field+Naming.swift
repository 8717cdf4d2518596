extension Field {
    /// Names an element that no property of a struct is, such as what tells the cases of
    /// an enum apart.
    public init(_ key: String) {
        self.init(path: key)
    }
}
