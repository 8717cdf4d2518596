extension Document {
    /// Changes nothing.
    public mutating func willSave() {}

    /// Does nothing.
    public func didSave() {}

    /// Does nothing.
    public func willDelete() {}

    /// Does nothing.
    public func didDelete() {}

    /// Changes nothing.
    public mutating func didLoad() {}
}
