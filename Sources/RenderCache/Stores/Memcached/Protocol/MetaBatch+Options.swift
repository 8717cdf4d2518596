extension MetaBatch {
    /// What a read may ask besides.
    enum Get {
        /// The bytes themselves.
        case value
        /// To make a placeholder that lives for so long, if there is no value: whoever made it
        /// is told that it won.
        case claim(Expiry)
    }

    /// How a value is stored.
    enum Set {
        /// For so long.
        case live(Expiry)
        /// Only where there is none.
        case ifAbsent
        /// Only in the place of this very value.
        case ifRevision(UInt64)
    }

    /// How a value is removed.
    enum Delete {
        /// It stays, marked as stale.
        case onlyMarkStale
        /// Only this very value.
        case ifRevision(UInt64)
    }

    /// Which way a counter goes.
    enum Direction {
        case up, down
    }
}
