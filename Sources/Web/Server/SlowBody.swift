/// A body that came too slowly to wait for the rest.
struct SlowBody: Error {}
