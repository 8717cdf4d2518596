/// A color of a test picture.
package struct Color: Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8
    package let alpha: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    package static let red = Color(red: 200, green: 30, blue: 30)
    package static let green = Color(red: 30, green: 180, blue: 60)
    package static let blue = Color(red: 20, green: 40, blue: 190)
    package static let yellow = Color(red: 230, green: 220, blue: 40)
    package static let clear = Color(red: 255, green: 255, blue: 255, alpha: 0)
}
