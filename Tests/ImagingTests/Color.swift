/// A color of a test picture.
struct Color {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
    var alpha: UInt8 = 255

    static let red = Color(red: 200, green: 30, blue: 30)
    static let green = Color(red: 30, green: 180, blue: 60)
    static let blue = Color(red: 20, green: 40, blue: 190)
    static let yellow = Color(red: 230, green: 220, blue: 40)
    static let clear = Color(red: 255, green: 255, blue: 255, alpha: 0)
}
