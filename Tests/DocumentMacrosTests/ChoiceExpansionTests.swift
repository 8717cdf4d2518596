import Testing

@Suite("What @Embedded writes for an enum")
struct ChoiceExpansionTests {
    let expansion = Expansion(
        of: """
            @Embedded
            enum Block {
                case text(Text)
                case image(url: String, width: Int?)
                @Key("hr") case line
            }
            """)

    @Test func `each case is read by its key`() {
        let lines = expansion.lines.filter { $0.contains("self = ") || $0.hasPrefix("default") }

        #expect(
            lines == [
                #"self = .text(try Text(from: &reader))"#,
                #"self = .image(url: try reader.require("url"), width: try reader.value("width"))"#,
                #"self = .line"#,
                #"default:"#,
            ])
    }

    @Test func `each case is written beside its discriminator`() {
        let lines = expansion.lines.filter { $0.hasPrefix("writer.") }

        #expect(
            lines == [
                "writer.document { writer in", #"writer.append("_type", "text")"#,
                "writer.inline(value)", #"writer.append("_type", "image")"#,
                #"writer.append("url", value0)"#, #"writer.append("width", value1)"#,
                #"writer.append("_type", "hr")"#,
            ])
    }
}
