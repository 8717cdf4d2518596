extension Field {
    /// The field of the value in one language, to be asked for, changed or indexed
    /// by itself.
    public subscript<Translated>(language: Language) -> Field<Root, Translated?>
    where Value == Localized<Translated> {
        Field<Root, Translated?>(
            path: dottedPath.joined(to: language.tag), optionals: optionals)
    }

    /// The field of the value in one language, if there is any.
    public subscript<Translated>(language: Language) -> Field<Root, Translated?>
    where Value == Localized<Translated>? {
        Field<Root, Translated?>(
            path: dottedPath.joined(to: language.tag), optionals: optionals)
    }
}

extension AnyElement {
    /// The field of the value of each element in one language.
    public subscript<Translated>(language: Language) -> AnyElement<Root, Translated?>
    where Value == Localized<Translated> {
        AnyElement<Root, Translated?>(dottedPath: "\(dottedPath).\(language.tag)")
    }

    /// The field of the value of each element in one language, if there is any.
    public subscript<Translated>(language: Language) -> AnyElement<Root, Translated?>
    where Value == Localized<Translated>? {
        AnyElement<Root, Translated?>(dottedPath: "\(dottedPath).\(language.tag)")
    }
}

extension EachElement {
    /// The field of the value of each element in one language.
    public subscript<Translated>(language: Language) -> EachElement<Root, Translated?>
    where Value == Localized<Translated> {
        EachElement<Root, Translated?>(updatePath: updatePath.property(language.tag))
    }

    /// The field of the value of each element in one language, if there is any.
    ///
    /// An element that is nothing at all stays so.
    public subscript<Translated>(language: Language) -> EachElement<Root, Translated?>
    where Value == Localized<Translated>? {
        EachElement<Root, Translated?>(
            updatePath: updatePath.property(
                language.tag, ofOptional: updatePath.endsAtElement))
    }
}
