extension Field {
    /// The field of the value in one language, to be asked for, changed or indexed
    /// by itself.
    public subscript<Translated>(language: Language) -> Field<Root, Translated?>
    where Value == Localized<Translated> {
        Field<Root, Translated?>(path: "\(dottedPath).\(language.tag)")
    }

    /// The field of the value in one language, if there is any.
    public subscript<Translated>(language: Language) -> Field<Root, Translated?>
    where Value == Localized<Translated>? {
        Field<Root, Translated?>(path: "\(dottedPath).\(language.tag)")
    }
}
