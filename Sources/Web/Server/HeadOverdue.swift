/// Tells a connection's handlers that the head of a request took too long.
struct HeadOverdue {}
