@_exported public import BSON

/// Stores a struct's properties as documents of a collection.
///
/// Structure is the stored properties, required is non-optional, and a default
/// is an initial value:
///
///     @Document("posts")
///     struct Post {
///         var id = ObjectID()
///         var title: String
///         var tags: [String] = []
///         @Key("created") var createdAt: Date = .now
///         var publishedAt: Date?
///         @Version var version = 0
///     }
///
/// The macro writes the conformance to ``Document``: straight-line code that
/// reads and writes each property, and a ``Field`` for each, to query by. A
/// document that lacks a property reads back as its initial value, or `nil`;
/// one without either refuses the document. Queries do not see that initial value:
/// to the server the field is missing.
///
/// An initial value is evaluated once for each new document. Reading evaluates it only for
/// a document that lacks the property (or for each, if the struct has an initializer that
/// is not in an extension), and what it then comes to, such as the time of `Date.now`, is no
/// change to be saved. So add a property with one, and write it to old
/// documents by an update or a migration when queries need it.
///
/// An enum whose cases each hold a document is one too; see ``DocumentUnion``.
@attached(
    // A document is `Embedded` anyway, but the compiler does not expand the macro to look
    // for what an inherited protocol's extension gives.
    extension, conformances: Embedded, Document, DocumentUnion,
    names: named(collection), named(typeName), named(versionField), named(timestamps),
    named(deletion), named(Fields), named(fields), named(properties),
    named(init(from:)), named(write(to:)))
@attached(
    member, names: named(snapshot), named(collection), named(models), named(readsOthers),
    named(ID), named(Fields), named(fields), named(id), named(document), named(init(from:)))
public macro Document(_ collection: String) =
    #externalMacro(module: "DocumentMacros", type: "DocumentMacro")

/// Stores a struct's properties as some of the documents of a collection.
///
/// Each document says in `_type` that it is one of these, and no other is found, changed
/// or deleted. To read all that share a collection, see ``DocumentUnion``.
@attached(
    // A document is `Embedded` anyway, but the compiler does not expand the macro to look
    // for what an inherited protocol's extension gives.
    extension, conformances: Embedded, Document, DocumentUnion,
    names: named(collection), named(typeName), named(versionField), named(timestamps),
    named(deletion), named(Fields), named(fields), named(properties),
    named(init(from:)), named(write(to:)))
@attached(
    member, names: named(snapshot), named(collection), named(models), named(readsOthers),
    named(ID), named(Fields), named(fields), named(id), named(document), named(init(from:)))
public macro Document(_ collection: String, type: String) =
    #externalMacro(module: "DocumentMacros", type: "DocumentMacro")

/// Stores a struct's properties, or what an enum holds, within a document.
///
/// The properties of an embedded struct can be queried through the one that
/// holds it: `$0.address.city == "Basel"`.
///
/// Of an enum, the element `_type` says which case it is, and what the case holds stands
/// beside it: a struct's properties, or values by their labels.
///
///     @Embedded
///     enum Block {
///         case text(Text)
///         case image(url: String, width: Int?)
///         case line
///     }
///
/// `.image(url: "a", width: nil)` is stored as `{_type: "image", url: "a"}`. A case
/// `unknown(BSONDocument)` keeps what a newer program wrote; without one, such a
/// document cannot be read. `@Key` stores a case under another name.
@attached(
    extension, conformances: Embedded,
    names: named(Fields), named(fields), named(properties), named(init(from:)),
    named(write(to:)))
@attached(
    member, names: named(Fields), named(fields), named(init(from:)), named(write(to:)),
    named(validate(_:)), named(schema(in:)), named(mayHoldAttachments(_:)))
public macro Embedded() = #externalMacro(module: "DocumentMacros", type: "EmbeddedMacro")

/// Stores an enum within a document, and says in another key than `_type` which case it
/// is.
@attached(
    extension, conformances: Embedded,
    names: named(Fields), named(fields), named(properties), named(init(from:)),
    named(write(to:)))
@attached(
    member, names: named(Fields), named(fields), named(init(from:)), named(write(to:)),
    named(validate(_:)), named(schema(in:)), named(mayHoldAttachments(_:)))
public macro Embedded(discriminator: String) =
    #externalMacro(module: "DocumentMacros", type: "EmbeddedMacro")

/// Stores a property under another name than its own.
@attached(peer)
public macro Key(_ name: String) = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Counts the saves of a document, so that nobody overwrites an edit unseen.
///
/// A save succeeds only while the stored document has the version that was
/// loaded, and increments it; see ``Documents/save(_:)``.
@attached(peer)
public macro Version() = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Says what a property must be; see ``Rule``.
///
///     @Rules(.length(1...200)) var title: String
///
/// Every rule that is broken is reported, all at once, before a document is stored.
@attached(peer)
public macro Rules(_ rules: RuleExpression...) =
    #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Gives a property the time at which the document is first stored.
@attached(peer)
public macro CreatedAt() = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Gives a property the time of each save that changes the document.
@attached(peer)
public macro UpdatedAt() = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Makes deleting a document note the time and keep the document.
///
/// A document that has the time is found no more, unless it is asked for.
@attached(peer)
public macro DeletedAt() = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")

/// Keeps the elements of a document that are no other property's, to read and to change.
///
/// Without it, they survive every save all the same, unseen.
///
///     @Unknown var rest = BSONDocument()
///
/// An element under the key of a property is not written from here.
@attached(peer)
public macro Unknown() = #externalMacro(module: "DocumentMacros", type: "MarkerMacro")
