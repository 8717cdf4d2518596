public import BSON

public import struct FoundationEssentials.Date
public import struct FoundationEssentials.UUID

/// A value that Swift and the server put into the same order.
///
/// `<` in a query is the server's: it compares what is stored. An enum is stored as its
/// raw value, so cases that are ordered otherwise in Swift would be found in an order
/// that nobody meant. Where the two orders agree, say so:
///
///     enum Priority: Int, BSONCodable, Comparable { case low = 1, high = 2 … }
///     extension Priority: BSONComparable {}
///
/// Of text the server compares the bytes, as it does not know languages; accented
/// letters that are written in two ways are equal to Swift and not to the server.
public protocol BSONComparable: BSONEncodable, Comparable {}

extension Int: BSONComparable {}
extension Int32: BSONComparable {}
extension Int64: BSONComparable {}
extension Double: BSONComparable {}
extension Float: BSONComparable {}
extension Decimal128: BSONComparable {}
extension String: BSONComparable {}
extension Date: BSONComparable {}
extension UUID: BSONComparable {}
extension ObjectID: BSONComparable {}
extension BSONTimestamp: BSONComparable {}
